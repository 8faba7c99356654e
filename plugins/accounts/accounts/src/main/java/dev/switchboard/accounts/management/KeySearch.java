package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.ANY;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of {@code /key/*} that find keys. */
final class KeySearch {
    private static final int USUAL_PAGE = 10;

    private final Keys keys;
    private final Entities entities;
    private final Views views;

    KeySearch(Keys keys, Entities entities, Views views) {
        this.keys = keys;
        this.entities = entities;
        this.views = views;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/key/info", Policy.VIEW_OWN, this::info)
                        .reading("key")
                        .giving(object("key", TEXT, "info", entity(EntityKind.KEY))),
                new ApiRoute("POST", "/v2/key/info", Policy.VIEW_OWN, this::infos)
                        .giving(object("info", listOf(entity(EntityKind.KEY)))),
                new ApiRoute("GET", "/key/list", Policy.VIEW_OWN, this::list)
                        .reading(
                                "user_id",
                                "team_id",
                                "organization_id",
                                "project_id",
                                "key_alias",
                                "return_full_object",
                                "page",
                                "size",
                                "page_size")
                        .giving(object(
                                "keys",
                                listOf(ANY),
                                "total_count",
                                WHOLE,
                                "current_page",
                                WHOLE,
                                "total_pages",
                                WHOLE)),
                new ApiRoute("GET", "/key/aliases", Policy.VIEW_ALL, this::aliases)
                        .reading("size", "page_size")
                        .giving(object("aliases", listOf(TEXT))));
    }

    private JsonNode info(Ask ask) {
        Optional<String> own = ask.actor().key().map(Account::id);
        String key = ask.query("key")
                .or(() -> own)
                .orElseThrow(() -> Fields.invalid("key: missing (expected: a query parameter)"));
        EntityRow row = keys.find(ask, key);
        ObjectNode reply = Documents.object();
        reply.put("key", row.id());
        reply.set("info", views.of(row));
        return reply;
    }

    private JsonNode infos(Ask ask) {
        ObjectNode reply = Documents.object();
        var found = reply.putArray("info");
        ask.texts("keys").forEach(key -> found.add(views.of(keys.find(ask, key))));
        return reply;
    }

    private JsonNode list(Ask ask) {
        Actor actor = ask.actor();
        String user = ask.query("user_id").orElse(null);
        String team = ask.query("team_id").orElse(null);
        List<String> ids = null;
        if (!actor.seesAll() && (team == null || !actor.administersTeam(team))) {
            if (actor.user().isPresent()) {
                user = actor.user().get().id();
            } else {
                ids = itself(actor);
            }
        }
        EntityFilter filter = new EntityFilter(
                ask.query("organization_id").orElse(null),
                team,
                ask.query("project_id").orElse(null),
                user,
                ask.query("key_alias").orElse(null),
                ids);
        return page(ask, filter);
    }

    /** A key without a user sees itself; one of the configuration is no account, and there is none of its id. */
    private static List<String> itself(Actor actor) {
        return List.of(actor.key().map(Account::id).orElse(""));
    }

    private JsonNode page(Ask ask, EntityFilter filter) {
        int size = ask.size(USUAL_PAGE);
        long total = entities.read(mapper -> mapper.count("key", filter));
        List<EntityRow> rows = entities.read(mapper -> mapper.search("key", filter, size, (ask.page() - 1L) * size));
        boolean whole =
                ask.query("return_full_object").filter("true"::equalsIgnoreCase).isPresent();
        ObjectNode reply = Documents.object();
        var found = reply.putArray("keys");
        rows.forEach(row -> {
            if (whole) {
                found.add(views.of(row));
            } else {
                found.add(row.id());
            }
        });
        reply.put("total_count", total);
        reply.put("current_page", ask.page());
        reply.put("total_pages", Math.ceilDiv(total, size));
        return reply;
    }

    private JsonNode aliases(Ask ask) {
        ObjectNode reply = Documents.object();
        var aliases = reply.putArray("aliases");
        entities.read(mapper -> mapper.search("key", EntityFilter.ALL, ask.size(1_000), 0)).stream()
                .map(EntityRow::alias)
                .filter(Objects::nonNull)
                .forEach(aliases::add);
        return reply;
    }
}
