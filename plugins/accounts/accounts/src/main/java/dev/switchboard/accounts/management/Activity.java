package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FLAG;
import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.ActivityRow;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /*}{@code /daily/activity}: sums of days. */
final class Activity {
    private static final List<String> COUNTS = List.of(
            "prompt_tokens",
            "completion_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "total_tokens",
            "api_requests",
            "successful_requests",
            "failed_requests");
    private static final Shape BREAKDOWN = new Shape.Each(object("metrics", metrics("")));
    private static final Shape DAYS = object(
            "results",
            listOf(object(
                    "date",
                    TEXT,
                    "metrics",
                    metrics(""),
                    "breakdown",
                    object(
                            "models",
                            BREAKDOWN,
                            "model_groups",
                            BREAKDOWN,
                            "providers",
                            BREAKDOWN,
                            "api_keys",
                            BREAKDOWN,
                            "entities",
                            BREAKDOWN))),
            "metadata",
            metrics("total_", "page", WHOLE, "total_pages", WHOLE, "has_more", FLAG));

    private static Shape metrics(String prefix, Object... more) {
        List<Object> members = new ArrayList<>(List.of(prefix + "spend", NUMBER));
        COUNTS.forEach(count -> members.addAll(List.of(prefix + count, WHOLE)));
        members.addAll(List.of(more));
        return object(members.toArray());
    }

    private final Store store;
    private final Directory directory;
    private final InstantSource clock;

    Activity(Store store, Directory directory, InstantSource clock) {
        this.store = store;
        this.directory = directory;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/global/activity", Policy.VIEW_ALL, ask -> activity(ask, "global"))
                        .reading("start_date", "end_date", "api_key")
                        .giving(DAYS),
                new ApiRoute("GET", "/user/daily/activity", Policy.VIEW_OWN, this::ofUser)
                        .reading("start_date", "end_date", "api_key", "user_id")
                        .giving(DAYS),
                new ApiRoute("GET", "/team/daily/activity", Policy.VIEW_OWN, this::ofTeam)
                        .reading("start_date", "end_date", "api_key", "team_ids")
                        .giving(DAYS),
                new ApiRoute("GET", "/tag/daily/activity", Policy.VIEW_ALL, ask -> activity(ask, "tag", "tags"))
                        .reading("start_date", "end_date", "api_key", "tags")
                        .giving(DAYS),
                new ApiRoute(
                                "GET",
                                "/customer/daily/activity",
                                Policy.VIEW_ALL,
                                ask -> activity(ask, "customer", "end_user_ids"))
                        .reading("start_date", "end_date", "api_key", "end_user_ids")
                        .giving(DAYS),
                new ApiRoute(
                                "GET",
                                "/organization/daily/activity",
                                Policy.VIEW_ALL,
                                ask -> activity(ask, "organization", "organization_ids"))
                        .reading("start_date", "end_date", "api_key", "organization_ids")
                        .giving(DAYS));
    }

    private JsonNode ofUser(Ask ask) {
        Actor actor = ask.actor();
        if (actor.seesAll()) {
            return ask.query("user_id").isPresent() ? activity(ask, "user", "user_id") : activity(ask, "global");
        }
        return actor.user().isPresent()
                ? activity(ask, "user", List.of(actor.user().get().id()))
                : activity(ask, "key", List.of(actor.key().map(Account::spendId).orElse("")));
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
        String key = ask.query("api_key")
                .map(shown -> ActivityQuery.line(shown, directory))
                .orElse(null);
        List<ActivityRow> rows = ActivityQuery.of(ask, clock).rows(store, kind, ids, key);
        ObjectNode reply = Documents.object();
        ArrayNode results = reply.putArray("results");
        List<LocalDate> days = new ArrayList<>(ActivityQuery.byDay(rows).keySet());
        Collections.reverse(days);
        days.forEach(day -> {
            List<ActivityRow> ofDay = ActivityQuery.byDay(rows).getOrDefault(day, List.of());
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
}
