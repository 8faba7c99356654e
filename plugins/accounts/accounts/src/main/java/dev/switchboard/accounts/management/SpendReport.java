package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.KeyHash;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.EntityKind;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /global/spend/report}: what was spent day by day, by whom, on what. */
final class SpendReport {
    /** A team, a customer, ... under names that depend on what it is, and what it spent on which model. */
    private static final Shape SPENDER = new Shape.Each(new Shape.Either(
            new Shape.Either(TEXT, NUMBER),
            listOf(object("model", TEXT, "spend", NUMBER, "total_tokens", WHOLE, "api_key", TEXT))));

    private final Store store;
    private final Directory directory;
    private final InstantSource clock;

    SpendReport(Store store, Directory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(new ApiRoute("GET", "/global/spend/report", Policy.VIEW_ALL, this::report)
                .reading("start_date", "end_date", "group_by", "api_key")
                .giving(listOf(new Shape.Each(new Shape.Either(TEXT, listOf(SPENDER))))));
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
        String key = ask.query("api_key")
                .map(shown -> ActivityQuery.line(shown, directory))
                .orElse(null);
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, null, key);
        ArrayNode reply = Documents.object().putArray("days");
        ActivityQuery.byDay(rows).forEach((day, ofDay) -> {
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
}
