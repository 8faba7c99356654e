package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.AuditRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What calls cost one by one, and who changed what: {@code /spend/logs}, {@code /global/spend} and {@code /audit}. */
final class Spend {
    private static final int USUAL_PAGE = 100;
    private static final Shape SUMS = new Shape.Each(NUMBER);
    private static final Shape DAY =
            object("startTime", TEXT, "spend", NUMBER, "models", SUMS, "users", SUMS, "api_keys", SUMS);
    private static final Shape CHANGE = object(
            "id",
            TEXT,
            "updated_at",
            TEXT,
            "changed_by",
            TEXT,
            "action",
            TEXT,
            "table_name",
            TEXT,
            "object_id",
            TEXT,
            "before_value",
            maybe(FREE),
            "updated_values",
            maybe(FREE));

    private final Store store;
    private final Directory directory;
    private final InstantSource clock;

    Spend(Store store, Directory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/spend/logs", Policy.VIEW_OWN, this::logs)
                        .reading(
                                "api_key",
                                "user_id",
                                "request_id",
                                "team_id",
                                "end_user",
                                "start_date",
                                "end_date",
                                "summarize",
                                "page",
                                "size",
                                "page_size",
                                "limit")
                        .giving(new Shape.Either(listOf(LedgerView.SHAPE), listOf(DAY))),
                new ApiRoute("GET", "/global/spend", Policy.VIEW_ALL, ask -> global()).giving(object("spend", NUMBER)),
                new ApiRoute("GET", "/audit", Policy.VIEW_ALL, this::audit)
                        .reading("object_type", "object_id", "page", "size", "page_size", "limit")
                        .giving(object("audit_logs", listOf(CHANGE), "page", WHOLE, "page_size", WHOLE)));
    }

    private JsonNode global() {
        Long total = store.ledger(mapper -> mapper.total("global", "all"));
        ObjectNode reply = Documents.object();
        reply.put("spend", Documents.dollars(total == null ? 0 : total));
        return reply;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private @Nullable Instant startOf(Ask ask, String name, int plusDays) {
        return ask.query(name).isEmpty()
                ? null
                : ActivityQuery.date(ask, name, today())
                        .plusDays(plusDays)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
    }

    /** Rows, the newest first; with {@code summarize} sums of days where dates are given. */
    private JsonNode logs(Ask ask) {
        Actor actor = ask.actor();
        String key = ask.query("api_key")
                .map(shown -> ActivityQuery.line(shown, directory))
                .orElse(null);
        String user = ask.query("user_id").orElse(null);
        if (!actor.seesAll()) {
            String own = actor.key().map(Account::spendId).orElse("");
            Optional<String> ownUser = actor.user().map(Account::id);
            if (key == null || !key.equals(own)) {
                if (ownUser.isPresent()) {
                    user = ownUser.get();
                } else {
                    key = own;
                }
            }
        }
        LedgerFilter filter = new LedgerFilter(
                ask.query("request_id").orElse(null),
                key,
                user,
                ask.query("team_id").orElse(null),
                ask.query("end_user").orElse(null),
                startOf(ask, "start_date", 0),
                startOf(ask, "end_date", 1));
        boolean dates =
                ask.query("start_date").isPresent() && ask.query("end_date").isPresent();
        boolean summarize =
                !ask.query("summarize").filter("false"::equalsIgnoreCase).isPresent();
        if (dates && summarize) {
            return daysOf(ask, key, user);
        }
        int size = ask.size(USUAL_PAGE);
        ArrayNode reply = Documents.object().putArray("rows");
        store.ledger(mapper -> mapper.search(filter, size, (ask.page() - 1L) * size))
                .forEach(row -> reply.add(LedgerView.of(row)));
        return reply;
    }

    private JsonNode daysOf(Ask ask, @Nullable String key, @Nullable String user) {
        String kind = key != null ? "key" : user != null ? "user" : "global";
        List<String> ids = key != null ? List.of(key) : user != null ? List.of(user) : null;
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, ids, null);
        ArrayNode reply = Documents.object().putArray("days");
        ActivityQuery.byDay(rows).forEach((day, ofDay) -> {
            ObjectNode sum = reply.addObject();
            sum.put("startTime", day.toString());
            sum.put("spend", Documents.dollars(ActivityQuery.cost(ofDay)));
            sums(sum.putObject("models"), ofDay, ActivityRow::modelGroup);
            sums(sum.putObject("users"), ofDay, row -> kind.equals("user") ? row.entityId() : "");
            sums(sum.putObject("api_keys"), ofDay, ActivityRow::keyHash);
        });
        return reply;
    }

    private static void sums(ObjectNode into, List<ActivityRow> rows, Function<ActivityRow, String> by) {
        ActivityQuery.group(rows, by)
                .forEach((name, ofName) -> into.put(name, Documents.dollars(ActivityQuery.cost(ofName))));
    }

    private JsonNode audit(Ask ask) {
        int size = ask.size(USUAL_PAGE);
        List<AuditRow> rows = store.entities(mapper -> mapper.audits(
                ask.query("object_type").orElse(null),
                ask.query("object_id").orElse(null),
                size,
                (ask.page() - 1L) * size));
        ObjectNode reply = Documents.object();
        ArrayNode audits = reply.putArray("audit_logs");
        rows.forEach(row -> {
            ObjectNode one = audits.addObject();
            one.put("id", row.id());
            one.put("updated_at", row.changedAt().toString());
            one.put("changed_by", row.actor());
            one.put("action", row.action());
            one.put("table_name", row.kind());
            one.put("object_id", row.entityId());
            one.set("before_value", row.beforeValue() == null ? null : Documents.parse(row.beforeValue()));
            one.set("updated_values", row.updatedValues() == null ? null : Documents.parse(row.updatedValues()));
        });
        reply.put("page", ask.page());
        reply.put("page_size", size);
        return reply;
    }
}
