package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.AuditRow;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.LedgerRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was spent: {@code /spend/*}, {@code /global/spend/*}, {@code /*}{@code /daily/activity}, and {@code /audit}. */
final class Spend {
    private static final int USUAL_PAGE = 100;

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
                                "page_size"),
                new ApiRoute("GET", "/global/spend", Policy.VIEW_ALL, ask -> global()),
                new ApiRoute("GET", "/global/spend/report", Policy.VIEW_ALL, this::report)
                        .reading("start_date", "end_date", "group_by", "api_key"),
                new ApiRoute("GET", "/global/activity", Policy.VIEW_ALL, ask -> activity(ask, "global"))
                        .reading("start_date", "end_date", "api_key"),
                new ApiRoute("GET", "/user/daily/activity", Policy.VIEW_OWN, this::ofUser)
                        .reading("start_date", "end_date", "api_key", "user_id"),
                new ApiRoute("GET", "/team/daily/activity", Policy.VIEW_OWN, this::ofTeam)
                        .reading("start_date", "end_date", "api_key", "team_ids"),
                new ApiRoute("GET", "/tag/daily/activity", Policy.VIEW_ALL, ask -> activity(ask, "tag", "tags"))
                        .reading("start_date", "end_date", "api_key", "tags"),
                new ApiRoute(
                                "GET",
                                "/customer/daily/activity",
                                Policy.VIEW_ALL,
                                ask -> activity(ask, "customer", "end_user_ids"))
                        .reading("start_date", "end_date", "api_key", "end_user_ids"),
                new ApiRoute(
                                "GET",
                                "/organization/daily/activity",
                                Policy.VIEW_ALL,
                                ask -> activity(ask, "organization", "organization_ids"))
                        .reading("start_date", "end_date", "api_key", "organization_ids"),
                new ApiRoute("GET", "/audit", Policy.VIEW_ALL, this::audit)
                        .reading("object_type", "object_id", "page", "size", "page_size"));
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

    /** A key's hash under which it spends, of the key or its hash. */
    private String line(String keyOrHash) {
        KeyHash hash = KeyHash.parse(keyOrHash).orElseGet(() -> KeyHash.of(keyOrHash));
        return directory.key(hash).map(Account::spendId).orElseGet(hash::hex);
    }

    /** Rows, the newest first; with {@code summarize} sums of days where dates are given. */
    private JsonNode logs(Ask ask) {
        Actor actor = ask.actor();
        String key = ask.query("api_key").map(this::line).orElse(null);
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
                .forEach(row -> reply.add(view(row)));
        return reply;
    }

    private JsonNode daysOf(Ask ask, @Nullable String key, @Nullable String user) {
        String kind = key != null ? "key" : user != null ? "user" : "global";
        List<String> ids = key != null ? List.of(key) : user != null ? List.of(user) : null;
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, ids, null);
        ArrayNode reply = Documents.object().putArray("days");
        byDay(rows).forEach((day, ofDay) -> {
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

    private static SortedMap<LocalDate, List<ActivityRow>> byDay(List<ActivityRow> rows) {
        SortedMap<LocalDate, List<ActivityRow>> days = new TreeMap<>();
        rows.forEach(row -> days.computeIfAbsent(row.activityDate(), day -> new ArrayList<>())
                .add(row));
        return days;
    }

    private static ObjectNode view(LedgerRow row) {
        ObjectNode view = Documents.object();
        view.put("request_id", row.id());
        view.put("call_type", row.operation());
        view.put("api_key", row.keyHash() == null ? row.callerId() : row.keyHash());
        view.put("spend", Documents.dollars(row.cost()));
        view.put("priced", row.priced());
        view.put("estimated", row.estimated());
        view.put("total_tokens", row.inputTokens() + row.outputTokens());
        view.put("prompt_tokens", row.inputTokens());
        view.put("completion_tokens", row.outputTokens());
        view.put("startTime", row.startedAt().toString());
        view.put("endTime", row.startedAt().plusNanos(row.durationUs() * 1_000).toString());
        view.put(
                "completionStartTime",
                row.firstContentUs() == null
                        ? null
                        : row.startedAt()
                                .plusNanos(row.firstContentUs() * 1_000)
                                .toString());
        view.put("model", row.model());
        view.put("model_id", row.target());
        view.put("model_group", row.modelGroup());
        view.put("custom_llm_provider", row.provider());
        view.put("user", row.userId() == null ? "" : row.userId());
        view.put("end_user", row.endUser() == null ? "" : row.endUser());
        view.put("team_id", row.teamId());
        view.put("organization_id", row.organizationId());
        view.put("status", row.status());
        view.put("http_status", row.httpStatus());
        view.put("cache_hit", row.status().equals("cache") ? "True" : "False");
        view.put("error", row.error());
        view.put("upstream_request_id", row.upstreamId());
        view.put("price_version", row.priceVersion());
        view.set(
                "request_tags", Documents.parse("{\"tags\":" + row.tags() + "}").get("tags"));
        view.set("usage", Documents.parse(row.buckets()));
        ObjectNode metadata = view.putObject("metadata");
        metadata.set(
                "decisions",
                Documents.parse("{\"all\":" + row.decisions() + "}").get("all"));
        return view;
    }

    /** Days, and in each of them teams, customers or keys with what they spent on which model. */
    private JsonNode report(Ask ask) {
        String by = ask.query("group_by").orElse("team");
        String kind = switch (by) {
            case "team", "customer", "user", "organization", "tag" -> by;
            case "api_key", "key" -> "key";
            default ->
                throw Fields.invalid(
                        "group_by: \"" + by + "\" (expected: team, customer, user, organization, tag or api_key)");
        };
        String key = ask.query("api_key").map(this::line).orElse(null);
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, null, key);
        ArrayNode reply = Documents.object().putArray("days");
        byDay(rows).forEach((day, ofDay) -> {
            ObjectNode one = reply.addObject();
            one.put("group_by_day", day.toString());
            ArrayNode groups = one.putArray(kind + "s");
            ActivityQuery.group(ofDay, ActivityRow::entityId).forEach((id, ofId) -> {
                ObjectNode entry = groups.addObject();
                entry.put(kind + "_name", name(kind, id));
                entry.put(kind + "_id", id);
                entry.put("total_spend", Documents.dollars(ActivityQuery.cost(ofId)));
                ArrayNode details = entry.putArray("metadata");
                ofId.forEach(row -> details.addObject()
                        .put("model", row.modelGroup())
                        .put("spend", Documents.dollars(row.cost()))
                        .put("total_tokens", row.inputTokens() + row.outputTokens())
                        .put("api_key", row.keyHash()));
            });
        });
        return reply;
    }

    private String name(String kind, String id) {
        return switch (kind) {
            case "key" ->
                directory
                        .key(KeyHash.parse(id).orElseGet(() -> KeyHash.of(id)))
                        .flatMap(Account::alias)
                        .orElse(id);
            default ->
                directory.get(EntityKind.of(kind), id).flatMap(Account::alias).orElse(id);
        };
    }

    private JsonNode ofUser(Ask ask) {
        Actor actor = ask.actor();
        if (actor.seesAll()) {
            return ask.query("user_id").isPresent() ? activity(ask, "user", "user_id") : activity(ask, "global");
        }
        String own = actor.user().map(Account::id).orElseThrow(() -> Ask.forbidden("This key belongs to no user."));
        return activity(ask, "user", List.of(own));
    }

    private JsonNode ofTeam(Ask ask) {
        List<String> teams =
                ask.query("team_ids").map(ids -> List.of(ids.split(","))).orElse(List.of());
        Actor actor = ask.actor();
        if (!actor.seesAll() && (teams.isEmpty() || !teams.stream().allMatch(actor::administersTeam))) {
            throw Ask.forbidden("team_ids: name teams that you administer.");
        }
        return activity(ask, "team", teams.isEmpty() ? null : teams);
    }

    private JsonNode activity(Ask ask, String kind) {
        return activity(ask, kind, (List<String>) null);
    }

    private JsonNode activity(Ask ask, String kind, String parameter) {
        return activity(
                ask,
                kind,
                ask.query(parameter).map(ids -> List.of(ids.split(","))).orElse(null));
    }

    private JsonNode activity(Ask ask, String kind, @Nullable List<String> ids) {
        String key = ask.query("api_key").map(this::line).orElse(null);
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, ids, key);
        ObjectNode reply = Documents.object();
        ArrayNode results = reply.putArray("results");
        List<LocalDate> days = new ArrayList<>(byDay(rows).keySet());
        Collections.reverse(days);
        days.forEach(day -> {
            List<ActivityRow> ofDay = byDay(rows).getOrDefault(day, List.of());
            ObjectNode one = results.addObject();
            one.put("date", day.toString());
            metrics(one.putObject("metrics"), ofDay);
            ObjectNode breakdown = one.putObject("breakdown");
            breakdown(breakdown.putObject("models"), ofDay, ActivityRow::model);
            breakdown(breakdown.putObject("model_groups"), ofDay, ActivityRow::modelGroup);
            breakdown(breakdown.putObject("providers"), ofDay, ActivityRow::provider);
            breakdown(breakdown.putObject("api_keys"), ofDay, ActivityRow::keyHash);
            breakdown(breakdown.putObject("entities"), ofDay, ActivityRow::entityId);
        });
        ObjectNode totals = reply.putObject("metadata");
        ObjectNode sum = Documents.object();
        metrics(sum, rows);
        sum.properties().forEach(each -> totals.set("total_" + each.getKey(), each.getValue()));
        totals.put("page", 1).put("total_pages", 1).put("has_more", false);
        return reply;
    }

    private static void breakdown(ObjectNode into, List<ActivityRow> rows, Function<ActivityRow, String> by) {
        ActivityQuery.group(rows, by)
                .forEach((name, ofName) -> metrics(into.putObject(name).putObject("metrics"), ofName));
    }

    private static void metrics(ObjectNode into, List<ActivityRow> rows) {
        into.put("spend", Documents.dollars(ActivityQuery.cost(rows)));
        into.put(
                "prompt_tokens",
                rows.stream().mapToLong(ActivityRow::inputTokens).sum());
        into.put(
                "completion_tokens",
                rows.stream().mapToLong(ActivityRow::outputTokens).sum());
        into.put(
                "cache_read_input_tokens",
                rows.stream().mapToLong(ActivityRow::cacheRead).sum());
        into.put(
                "cache_creation_input_tokens",
                rows.stream().mapToLong(ActivityRow::cacheWrite).sum());
        into.put(
                "total_tokens",
                rows.stream()
                        .mapToLong(row -> row.inputTokens() + row.outputTokens())
                        .sum());
        into.put("api_requests", rows.stream().mapToLong(ActivityRow::requests).sum());
        into.put(
                "successful_requests",
                rows.stream().mapToLong(ActivityRow::succeeded).sum());
        into.put("failed_requests", rows.stream().mapToLong(ActivityRow::failed).sum());
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
