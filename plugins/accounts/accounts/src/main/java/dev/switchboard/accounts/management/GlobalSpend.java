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
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /global/spend/*}: what everybody spent, by one thing at a time. Without dates, in the last thirty days. */
final class GlobalSpend {
    private static final int USUAL_LIMIT = 10;
    private static final String FROM = "start_date";
    private static final String TO = "end_date";
    private static final String SUM = "total_spend";

    private final Store store;
    private final Directory directory;
    private final Entities entities;
    private final InstantSource clock;

    GlobalSpend(Store store, Directory directory, Entities entities, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.entities = entities;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(
                get("keys", this::keys)
                        .reading("limit")
                        .giving(listOf(object(
                                "api_key", TEXT, "key_alias", maybe(TEXT), "key_name", maybe(TEXT), SUM, NUMBER))),
                get("models", ask -> largest(ask, "global", ActivityRow::modelGroup, "model"))
                        .reading("limit", FROM, TO)
                        .giving(listOf(object("model", TEXT, SUM, NUMBER))),
                get("provider", ask -> largest(ask, "global", ActivityRow::provider, "provider"))
                        .reading("limit", FROM, TO)
                        .giving(listOf(object("provider", TEXT, SUM, NUMBER))),
                get("teams", this::teams)
                        .reading(FROM, TO)
                        .giving(object(
                                "daily_spend",
                                listOf(FREE),
                                "teams",
                                listOf(TEXT),
                                "total_spend_per_team",
                                listOf(object("team_id", TEXT, SUM, NUMBER)))),
                get("tags", this::tags)
                        .reading(FROM, TO, "tags")
                        .giving(object(
                                "spend_per_tag", listOf(object("name", TEXT, "spend", NUMBER, "log_count", WHOLE)))),
                get("all_tag_names", this::tagNames).giving(object("tag_names", listOf(TEXT))),
                get("logs", this::days)
                        .reading("api_key", FROM, TO)
                        .giving(listOf(object("date", TEXT, "spend", NUMBER))),
                get("end_users", this::endUsers)
                        .reading("limit", FROM, TO)
                        .giving(listOf(object("end_user", TEXT, "total_count", WHOLE, SUM, NUMBER))),
                new ApiRoute("GET", "/global/activity/model", Policy.VIEW_ALL, this::models)
                        .reading(FROM, TO)
                        .giving(listOf(object(
                                "model",
                                TEXT,
                                "daily_data",
                                listOf(object("date", TEXT, "api_requests", WHOLE, "total_tokens", WHOLE)),
                                "sum_api_requests",
                                WHOLE,
                                "sum_total_tokens",
                                WHOLE))));
    }

    private static ApiRoute get(String what, Function<Ask, JsonNode> answer) {
        return new ApiRoute("GET", "/global/spend/" + what, Policy.VIEW_ALL, answer);
    }

    private JsonNode keys(Ask ask) {
        List<SpendRow> rows = store.ledger(mapper -> mapper.most(EntityKind.KEY.label(), ask.size(USUAL_LIMIT), 0));
        ArrayNode reply = array();
        rows.forEach(row -> {
            Optional<ObjectNode> key =
                    entities.find(EntityKind.KEY, row.id()).map(found -> Documents.parse(found.document()));
            ObjectNode one = reply.addObject().put("api_key", row.id());
            for (String name : List.of("key_alias", "key_name")) {
                one.put(name, key.flatMap(each -> Documents.text(each, name)).orElse(null));
            }
            one.put(SUM, Documents.dollars(row.amount()));
        });
        return reply;
    }

    private static ArrayNode array() {
        return Documents.object().putArray("rows");
    }

    private Map<String, List<ActivityRow>> grouped(Ask ask, String kind, Function<ActivityRow, String> by) {
        Map<String, List<ActivityRow>> groups = new LinkedHashMap<>();
        ActivityQuery.group(ActivityQuery.of(ask, clock).rows(store, kind), by).entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, List<ActivityRow>> group) -> ActivityQuery.cost(group.getValue()))
                        .reversed())
                .forEach(group -> groups.put(group.getKey(), group.getValue()));
        return groups;
    }

    private JsonNode largest(Ask ask, String kind, Function<ActivityRow, String> by, String name) {
        ArrayNode reply = array();
        grouped(ask, kind, by).entrySet().stream()
                .limit(ask.size(USUAL_LIMIT))
                .forEach(group -> reply.addObject()
                        .put(name, group.getKey())
                        .put(SUM, Documents.dollars(ActivityQuery.cost(group.getValue()))));
        return reply;
    }

    /** Each day what each team spent, by the teams' names. */
    private JsonNode teams(Ask ask) {
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, "team");
        ObjectNode reply = Documents.object();
        ArrayNode days = reply.putArray("daily_spend");
        ActivityQuery.byDay(rows).forEach((day, ofDay) -> {
            ObjectNode one = days.addObject().put("date", day.toString());
            ActivityQuery.group(ofDay, this::team)
                    .forEach((team, ofTeam) -> one.put(team, Documents.dollars(ActivityQuery.cost(ofTeam))));
        });
        ArrayNode names = reply.putArray("teams");
        ArrayNode sums = reply.putArray("total_spend_per_team");
        grouped(ask, "team", this::team).forEach((team, ofTeam) -> {
            names.add(team);
            sums.addObject().put("team_id", team).put(SUM, Documents.dollars(ActivityQuery.cost(ofTeam)));
        });
        return reply;
    }

    private String team(ActivityRow row) {
        return directory
                .get(EntityKind.TEAM, row.entityId())
                .flatMap(Account::alias)
                .orElse(row.entityId());
    }

    private JsonNode tags(Ask ask) {
        List<String> wanted =
                ask.query("tags").map(names -> List.of(names.split(","))).orElse(List.of("all-tags"));
        ObjectNode reply = Documents.object();
        ArrayNode sums = reply.putArray("spend_per_tag");
        grouped(ask, "tag", ActivityRow::entityId).forEach((tag, ofTag) -> {
            if (wanted.contains("all-tags") || wanted.contains(tag)) {
                sums.addObject()
                        .put("name", tag)
                        .put("spend", Documents.dollars(ActivityQuery.cost(ofTag)))
                        .put("log_count", requests(ofTag));
            }
        });
        return reply;
    }

    private JsonNode tagNames(Ask ask) {
        List<SpendRow> rows = store.ledger(mapper -> mapper.most(EntityKind.TAG.label(), 1_000, 0));
        ObjectNode reply = Documents.object();
        ArrayNode names = reply.putArray("tag_names");
        Stream<String> found = rows.stream().map(SpendRow::id).sorted();
        found.forEach(names::add);
        return reply;
    }

    private JsonNode days(Ask ask) {
        String key = ask.query("api_key")
                .map(shown -> ActivityQuery.line(shown, directory))
                .orElse(null);
        ArrayNode reply = array();
        ActivityQuery.byDay(ActivityQuery.of(ask, clock).rows(store, "global", null, key))
                .forEach((day, ofDay) -> reply.addObject()
                        .put("date", day.toString())
                        .put("spend", Documents.dollars(ActivityQuery.cost(ofDay))));
        return reply;
    }

    private JsonNode endUsers(Ask ask) {
        ArrayNode reply = array();
        grouped(ask, "customer", ActivityRow::entityId).entrySet().stream()
                .limit(ask.size(100))
                .forEach(group -> reply.addObject()
                        .put("end_user", group.getKey())
                        .put("total_count", requests(group.getValue()))
                        .put(SUM, Documents.dollars(ActivityQuery.cost(group.getValue()))));
        return reply;
    }

    private JsonNode models(Ask ask) {
        ArrayNode reply = array();
        grouped(ask, "global", ActivityRow::modelGroup).forEach((model, ofModel) -> {
            ObjectNode one = reply.addObject().put("model", model);
            ArrayNode days = one.putArray("daily_data");
            ActivityQuery.byDay(ofModel)
                    .forEach((day, ofDay) -> days.addObject()
                            .put("date", day.toString())
                            .put("api_requests", requests(ofDay))
                            .put("total_tokens", tokens(ofDay)));
            one.put("sum_api_requests", requests(ofModel)).put("sum_total_tokens", tokens(ofModel));
        });
        return reply;
    }

    private static long requests(List<ActivityRow> rows) {
        return rows.stream().mapToLong(ActivityRow::requests).sum();
    }

    private static long tokens(List<ActivityRow> rows) {
        return rows.stream()
                .mapToLong(row -> row.inputTokens() + row.outputTokens())
                .sum();
    }
}
