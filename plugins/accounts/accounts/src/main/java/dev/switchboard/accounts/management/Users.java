package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FLAG;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.changed;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import dev.switchboard.spi.error.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /user/*}. */
final class Users {
    private static final Shape UPDATED =
            object("user_id", TEXT, "data", entity(EntityKind.USER), Fields.IGNORED, maybe(listOf(TEXT)));
    private static final int MOST_AT_ONCE = 500;
    private static final int USUAL_PAGE = 25;

    private final Crud users;
    private final Crud teams;
    private final Keys keys;
    private final Entities entities;
    private final Views views;

    Users(Crud users, Crud teams, Keys keys, Entities entities, Views views) {
        this.users = users;
        this.teams = teams;
        this.keys = keys;
        this.entities = entities;
        this.views = views;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/user/new", Policy.ADMIN, this::create)
                        .setting(EntityKind.USER)
                        .giving(changed(
                                EntityKind.USER,
                                "key",
                                maybe(TEXT),
                                "key_name",
                                maybe(TEXT),
                                "token",
                                maybe(TEXT),
                                "expires",
                                maybe(TEXT))),
                new ApiRoute("POST", "/user/update", Policy.ADMIN, this::update)
                        .setting(EntityKind.USER)
                        .giving(UPDATED),
                new ApiRoute("POST", "/user/bulk_update", Policy.ADMIN, this::updateAll)
                        .giving(object(
                                "results",
                                listOf(object(
                                        "user_id",
                                        TEXT,
                                        "success",
                                        FLAG,
                                        "error",
                                        maybe(TEXT),
                                        "updated_user",
                                        maybe(UPDATED))),
                                "total_requested",
                                WHOLE,
                                "successful_updates",
                                WHOLE,
                                "failed_updates",
                                WHOLE)),
                new ApiRoute("POST", "/user/delete", Policy.ADMIN, this::delete)
                        .giving(object("deleted_users", listOf(TEXT))),
                new ApiRoute("GET", "/user/info", Policy.VIEW_OWN, this::info)
                        .reading("user_id")
                        .giving(object(
                                "user_id",
                                TEXT,
                                "user_info",
                                entity(EntityKind.USER),
                                "keys",
                                listOf(entity(EntityKind.KEY)),
                                "teams",
                                listOf(entity(EntityKind.TEAM)))),
                new ApiRoute("GET", "/v2/user/info", Policy.VIEW_OWN, ask -> users.view(user(ask)))
                        .reading("user_id")
                        .giving(entity(EntityKind.USER)),
                new ApiRoute("GET", "/user/list", Policy.VIEW_ALL, this::list)
                        .reading("page", "size", "page_size")
                        .giving(object(
                                "users",
                                listOf(entity(EntityKind.USER)),
                                "total",
                                WHOLE,
                                "page",
                                WHOLE,
                                "page_size",
                                WHOLE,
                                "total_pages",
                                WHOLE)),
                new ApiRoute("GET", "/user/available_roles", Policy.VIEW_OWN, ask -> roles())
                        .giving(new Shape.Each(object("ui_label", TEXT))));
    }

    private static JsonNode roles() {
        ObjectNode roles = Documents.object();
        for (Role role : Role.values()) {
            if (role != Role.KEY) {
                roles.putObject(role.name().toLowerCase(Locale.ROOT))
                        .put("ui_label", role.name().replace('_', ' '));
            }
        }
        return roles;
    }

    private static void checkRole(Fields fields) {
        fields.text("user_role").filter(role -> Role.of(role) == Role.KEY).ifPresent(role -> {
            throw Fields.invalid("user_role: \"" + role
                    + "\" (expected: proxy_admin, proxy_admin_viewer, internal_user or internal_user_viewer)");
        });
    }

    /** A user, and a key for them unless the request does not want one. */
    private JsonNode create(Ask ask) {
        Fields fields = users.fields(ask, Set.of("auto_create_key", "teams"));
        fields.remove("key_alias");
        fields.remove("duration");
        checkRole(fields);
        EntityRow row = users.create(ask, fields);
        List<String> joined = join(ask, row.id());
        ObjectNode reply = users.view(row);
        boolean wanted = !ask.body().has("auto_create_key") || Documents.flag(ask.body(), "auto_create_key");
        if (wanted) {
            ObjectNode about = Documents.object();
            about.put("user_id", row.id());
            ask.text("key_alias").ifPresent(alias -> about.put("key_alias", alias));
            ask.text("duration").ifPresent(duration -> about.put("duration", duration));
            ObjectNode key = keys.make(ask, Fields.read(about, Schema.of(EntityKind.KEY), Set.of()));
            for (String field : List.of("key", "key_name", "token", "expires")) {
                reply.set(field, key.get(field));
            }
        } else {
            reply.putNull("key");
        }
        ArrayNode names = reply.putArray("teams");
        joined.forEach(names::add);
        fields.mention(reply);
        return reply;
    }

    /** Puts a user into the teams that a request names. */
    private List<String> join(Ask ask, String user) {
        List<String> joined = new ArrayList<>();
        Documents.get(ask.body(), "teams")
                .ifPresent(list -> list.forEach(each -> {
                    String team = each.isString()
                            ? each.stringValue()
                            : Documents.text(each, "team_id").orElse("");
                    EntityRow row = teams.manage(ask, team);
                    ObjectNode document = Documents.parse(row.document());
                    ArrayNode members = document.get("members_with_roles") instanceof ArrayNode known
                            ? known
                            : document.putArray("members_with_roles");
                    ObjectNode member = members.addObject();
                    member.put("user_id", user);
                    member.put("role", Documents.text(each, "user_role").orElse("user"));
                    Documents.get(each, "max_budget_in_team")
                            .ifPresent(budget -> member.set("max_budget_in_team", budget));
                    teams.replace(ask, row, document);
                    joined.add(team);
                }));
        return joined;
    }

    private JsonNode update(Ask ask) {
        Fields fields = users.fields(ask, Set.of());
        checkRole(fields);
        EntityRow row = users.update(ask, fields);
        ObjectNode reply = Documents.object();
        reply.put("user_id", row.id());
        reply.set("data", users.view(row));
        fields.mention(reply);
        return reply;
    }

    /** Each user by itself, so that one that cannot be changed does not keep the others. */
    private JsonNode updateAll(Ask ask) {
        JsonNode wanted = ask.body().get("users");
        if (wanted == null || !wanted.isArray() || wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            throw Fields.invalid("users: expected 1 to " + MOST_AT_ONCE
                    + " objects, each with a user_id and the fields that change");
        }
        ObjectNode reply = Documents.object();
        ArrayNode results = reply.putArray("results");
        int good = 0;
        for (JsonNode each : wanted) {
            ObjectNode result = results.addObject()
                    .put("user_id", Documents.text(each, "user_id").orElse(""));
            good += updateOne(ask, each, result) ? 1 : 0;
        }
        return reply.put("total_requested", wanted.size())
                .put("successful_updates", good)
                .put("failed_updates", wanted.size() - good);
    }

    private boolean updateOne(Ask ask, JsonNode each, ObjectNode result) {
        try {
            if (!(each instanceof ObjectNode fields)) {
                throw Fields.invalid("users: " + each + " (expected: an object)");
            }
            JsonNode updated = update(ask.with(fields));
            result.put("success", true).set("updated_user", updated);
            return true;
        } catch (GatewayException | Entities.ConflictException e) {
            result.put("success", false).put("error", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private JsonNode delete(Ask ask) {
        List<String> ids = ask.texts("user_ids");
        List<EntityRow> theirs = new ArrayList<>();
        ids.forEach(id -> theirs.addAll(keysOf(id)));
        ObjectNode reply = Documents.object();
        ArrayNode deleted = reply.putArray("deleted_users");
        users.delete(ask, ids, theirs).forEach(row -> deleted.add(row.id()));
        return reply;
    }

    private List<EntityRow> keysOf(String user) {
        return entities.read(mapper -> mapper.search("key", EntityFilter.ofUser(user), 10_000, 0));
    }

    private EntityRow user(Ask ask) {
        String id = ask.query("user_id")
                .or(() -> ask.actor().user().map(Account::id))
                .orElseThrow(() -> Fields.invalid("user_id: missing (expected: a query parameter)"));
        return users.find(ask, id);
    }

    private JsonNode info(Ask ask) {
        EntityRow row = user(ask);
        ObjectNode reply = Documents.object();
        reply.put("user_id", row.id());
        reply.set("user_info", users.view(row));
        ArrayNode found = reply.putArray("keys");
        keysOf(row.id()).stream().filter(ask.actor()::maySee).forEach(key -> found.add(views.of(key)));
        ArrayNode joined = reply.putArray("teams");
        teams.list(ask, EntityFilter.ALL).stream()
                .filter(team -> Teams.isMember(team, row.id()))
                .forEach(team -> joined.add(teams.view(team)));
        return reply;
    }

    private JsonNode list(Ask ask) {
        int size = ask.size(USUAL_PAGE);
        int page = ask.page();
        long total = entities.read(mapper -> mapper.count("user", EntityFilter.ALL));
        ObjectNode reply = Documents.object();
        ArrayNode found = reply.putArray("users");
        entities.read(mapper -> mapper.search("user", EntityFilter.ALL, size, (page - 1L) * size))
                .forEach(row -> found.add(users.view(row)));
        reply.put("total", total);
        reply.put("page", page);
        reply.put("page_size", size);
        reply.put("total_pages", Math.ceilDiv(total, size));
        return reply;
    }
}
