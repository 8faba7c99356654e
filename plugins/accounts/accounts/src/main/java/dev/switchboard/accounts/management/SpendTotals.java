package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.ActivityRow;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /spend/keys}, {@code /spend/users} and {@code /spend/tags}: who spent most. */
final class SpendTotals {
    private static final int USUAL_PAGE = 100;

    private final Store store;
    private final Entities entities;
    private final Views views;
    private final InstantSource clock;

    SpendTotals(Store store, Entities entities, Views views, InstantSource clock) {
        this.store = store;
        this.entities = entities;
        this.views = views;
        this.clock = clock;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/spend/keys", Policy.VIEW_ALL, ask -> most(ask, EntityKind.KEY))
                        .reading("limit", "page", "size", "page_size")
                        .giving(spenders(EntityKind.KEY)),
                new ApiRoute("GET", "/spend/users", Policy.VIEW_ALL, this::users)
                        .reading("user_id", "limit", "page", "size", "page_size")
                        .giving(spenders(EntityKind.USER)),
                new ApiRoute("GET", "/spend/tags", Policy.VIEW_ALL, this::tags)
                        .reading("start_date", "end_date")
                        .giving(listOf(
                                object("individual_request_tag", TEXT, "log_count", WHOLE, "total_spend", NUMBER))));
    }

    private static Shape spenders(EntityKind kind) {
        return listOf(new Shape.Either(entity(kind), object(Views.idField(kind), TEXT, "spend", NUMBER)));
    }

    private JsonNode users(Ask ask) {
        if (ask.query("user_id").isEmpty()) {
            return most(ask, EntityKind.USER);
        }
        String id = ask.requireQuery("user_id");
        ArrayNode reply = Documents.object().putArray("users");
        reply.add(views.of(entities.find(EntityKind.USER, id).orElseThrow(() -> Ask.notFound("user", id))));
        return reply;
    }

    /** Those who spent most first. Who is gone is shown by id and sum. */
    private JsonNode most(Ask ask, EntityKind kind) {
        int size = ask.size(USUAL_PAGE);
        List<SpendRow> rows = store.ledger(mapper -> mapper.most(kind.label(), size, (ask.page() - 1L) * size));
        ArrayNode reply = Documents.object().putArray("rows");
        rows.forEach(
                row -> reply.add(entities.find(kind, row.id()).map(views::of).orElseGet(() -> gone(kind, row))));
        return reply;
    }

    private static ObjectNode gone(EntityKind kind, SpendRow row) {
        return Documents.object().put(Views.idField(kind), row.id()).put("spend", Documents.dollars(row.amount()));
    }

    /** Labels with their calls and what these cost, in a time or in all that is kept. */
    private JsonNode tags(Ask ask) {
        ActivityQuery query = ActivityQuery.of(ask, clock);
        List<ActivityRow> rows = query.rows(store, "tag");
        ArrayNode reply = Documents.object().putArray("tags");
        ActivityQuery.group(rows, ActivityRow::entityId)
                .forEach((tag, ofTag) -> reply.addObject()
                        .put("individual_request_tag", tag)
                        .put(
                                "log_count",
                                ofTag.stream().mapToLong(ActivityRow::requests).sum())
                        .put("total_spend", Documents.dollars(ActivityQuery.cost(ofTag))));
        return reply;
    }
}
