package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.changed;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.store.mapper.EntityFilter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /team/*}: teams and who is in them. */
final class Teams {
    private static final String MEMBERS = "members_with_roles";
    private static final Shape MEMBERSHIPS =
            entity(EntityKind.TEAM, "updated_users", listOf(FREE), "updated_team_memberships", listOf(FREE));
    private static final Shape PAGE = object(
            "teams",
            listOf(entity(EntityKind.TEAM)),
            "total",
            WHOLE,
            "page",
            WHOLE,
            "page_size",
            WHOLE,
            "total_pages",
            WHOLE);
    private static final int USUAL_PAGE = 10;

    private final Crud teams;
    private final Entities entities;
    private final Views views;

    Teams(Crud teams, Entities entities, Views views) {
        this.teams = teams;
        this.entities = entities;
        this.views = views;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/team/new", Policy.MANAGE, this::create)
                        .setting(EntityKind.TEAM)
                        .giving(changed(EntityKind.TEAM)),
                new ApiRoute("POST", "/team/update", Policy.MANAGE, this::update)
                        .setting(EntityKind.TEAM)
                        .giving(object(
                                "team_id", TEXT, "data", entity(EntityKind.TEAM), Fields.IGNORED, maybe(listOf(TEXT)))),
                new ApiRoute("POST", "/team/delete", Policy.MANAGE, this::delete)
                        .giving(object("deleted_teams", listOf(TEXT))),
                new ApiRoute("GET", "/team/info", Policy.VIEW_OWN, this::info)
                        .reading("team_id")
                        .giving(object(
                                "team_id",
                                TEXT,
                                "team_info",
                                entity(EntityKind.TEAM),
                                "keys",
                                listOf(entity(EntityKind.KEY)),
                                "team_memberships",
                                listOf(FREE))),
                new ApiRoute("GET", "/team/list", Policy.VIEW_OWN, this::list)
                        .reading("organization_id", "team_alias")
                        .giving(listOf(entity(EntityKind.TEAM))),
                new ApiRoute("GET", "/v2/team/list", Policy.VIEW_OWN, this::page)
                        .reading("organization_id", "team_alias", "page", "size", "page_size")
                        .giving(PAGE),
                new ApiRoute("POST", "/team/member_add", Policy.MANAGE, this::addMember).giving(MEMBERSHIPS),
                new ApiRoute("POST", "/team/member_update", Policy.MANAGE, this::updateMember).giving(MEMBERSHIPS),
                new ApiRoute("POST", "/team/member_delete", Policy.MANAGE, this::deleteMember).giving(MEMBERSHIPS),
                new ApiRoute("POST", "/team/block", Policy.ADMIN, ask -> block(ask, true))
                        .giving(entity(EntityKind.TEAM)),
                new ApiRoute("POST", "/team/unblock", Policy.ADMIN, ask -> block(ask, false))
                        .giving(entity(EntityKind.TEAM)));
    }

    private JsonNode create(Ask ask) {
        Fields fields = teams.fields(ask, Set.of());
        Optional<String> organization = fields.text("organization_id");
        if (!ask.actor().isAdmin()
                && organization.filter(ask.actor()::administersOrganization).isEmpty()) {
            throw Ask.forbidden("Only admins make teams, and admins of an organisation in theirs.");
        }
        ObjectNode reply = teams.view(teams.create(ask, fields));
        withMembers(reply);
        fields.mention(reply);
        return reply;
    }

    private static void withMembers(ObjectNode team) {
        if (!team.has(MEMBERS)) {
            team.putArray(MEMBERS);
        }
    }

    private JsonNode update(Ask ask) {
        Fields fields = teams.fields(ask, Set.of());
        ObjectNode reply = Documents.object();
        EntityRow row = teams.update(ask, fields);
        reply.put("team_id", row.id());
        reply.set("data", teams.view(row));
        fields.mention(reply);
        return reply;
    }

    private JsonNode delete(Ask ask) {
        List<String> ids = ask.texts("team_ids");
        List<EntityRow> keys = new ArrayList<>();
        ids.forEach(id -> keys.addAll(keysOf(EntityFilter.ofTeam(id))));
        if (!ask.actor().isAdmin()) {
            throw Ask.forbidden("Only admins remove teams.");
        }
        ObjectNode reply = Documents.object();
        ArrayNode deleted = reply.putArray("deleted_teams");
        teams.delete(ask, ids, keys).forEach(row -> deleted.add(row.id()));
        return reply;
    }

    private List<EntityRow> keysOf(EntityFilter filter) {
        return entities.read(mapper -> mapper.search("key", filter, 10_000, 0));
    }

    private JsonNode info(Ask ask) {
        EntityRow row = teams.find(ask, ask.requireQuery("team_id"));
        ObjectNode reply = Documents.object();
        reply.put("team_id", row.id());
        reply.set("team_info", shown(row));
        ArrayNode keys = reply.putArray("keys");
        keysOf(EntityFilter.ofTeam(row.id())).stream()
                .filter(ask.actor()::maySee)
                .forEach(key -> keys.add(views.of(key)));
        reply.putArray("team_memberships");
        return reply;
    }

    private JsonNode list(Ask ask) {
        ArrayNode reply = Documents.object().putArray("teams");
        found(ask).forEach(row -> reply.add(shown(row)));
        return reply;
    }

    private JsonNode page(Ask ask) {
        List<EntityRow> found = found(ask);
        int size = ask.size(USUAL_PAGE);
        int page = ask.page();
        ObjectNode reply = Documents.object();
        ArrayNode list = reply.putArray("teams");
        found.stream().skip((page - 1L) * size).limit(size).forEach(row -> list.add(shown(row)));
        return reply.put("total", found.size())
                .put("page", page)
                .put("page_size", size)
                .put("total_pages", Math.ceilDiv(found.size(), size));
    }

    private List<EntityRow> found(Ask ask) {
        return teams.list(
                ask,
                new EntityFilter(
                        ask.query("organization_id").orElse(null),
                        null,
                        null,
                        null,
                        ask.query("team_alias").orElse(null),
                        null));
    }

    private ObjectNode shown(EntityRow row) {
        ObjectNode team = teams.view(row);
        withMembers(team);
        return team;
    }

    /** One member, or several in an array, each with a role and a user's id. */
    private JsonNode addMember(Ask ask) {
        EntityRow row = teams.manage(ask, ask.require("team_id"));
        ObjectNode document = Documents.parse(row.document());
        ArrayNode members = members(document);
        JsonNode added = ask.body().get("member");
        if (added == null || !added.isObject() && !added.isArray()) {
            throw Fields.invalid("member: expected an object with role and user_id, or an array of them");
        }
        List<JsonNode> all = new ArrayList<>();
        if (added.isArray()) {
            added.forEach(all::add);
        } else {
            all.add(added);
        }
        all.forEach(each -> {
            ObjectNode member = member(each, ask.body());
            removeMember(members, Documents.text(member, "user_id").orElse(""));
            members.add(member);
        });
        return withMemberLists(teams.view(teams.replace(ask, row, document)));
    }

    private static ObjectNode withMemberLists(ObjectNode team) {
        team.putArray("updated_users");
        team.putArray("updated_team_memberships");
        return team;
    }

    private static ObjectNode member(JsonNode from, ObjectNode body) {
        String user = Documents.text(from, "user_id")
                .or(() -> Documents.text(from, "user_email"))
                .orElseThrow(() -> Fields.invalid("member.user_id: missing (expected: a string)"));
        String role = Documents.text(from, "role").orElse("user");
        if (!role.equals("user") && !role.equals("admin")) {
            throw Fields.invalid("member.role: \"" + role + "\" (expected: admin or user)");
        }
        ObjectNode member = Documents.object();
        member.put("user_id", user);
        member.put("role", role);
        Documents.get(body, "max_budget_in_team").ifPresent(budget -> member.set("max_budget_in_team", budget));
        return member;
    }

    private JsonNode updateMember(Ask ask) {
        EntityRow row = teams.manage(ask, ask.require("team_id"));
        String user = ask.require("user_id");
        ObjectNode document = Documents.parse(row.document());
        for (JsonNode each : members(document)) {
            if (each instanceof ObjectNode member
                    && Documents.text(member, "user_id").filter(user::equals).isPresent()) {
                Documents.get(ask.body(), "max_budget_in_team")
                        .ifPresent(budget -> member.set("max_budget_in_team", budget));
                ask.text("role").ifPresent(role -> member.put("role", role.equals("admin") ? "admin" : "user"));
                return withMemberLists(teams.view(teams.replace(ask, row, document)));
            }
        }
        throw Ask.notFound("member", user);
    }

    private JsonNode deleteMember(Ask ask) {
        EntityRow row = teams.manage(ask, ask.require("team_id"));
        String user = ask.text("user_id").or(() -> ask.text("user_email")).orElse("");
        ObjectNode document = Documents.parse(row.document());
        if (!removeMember(members(document), user)) {
            throw Ask.notFound("member", user);
        }
        return withMemberLists(teams.view(teams.replace(ask, row, document)));
    }

    private static ArrayNode members(ObjectNode document) {
        return document.get(MEMBERS) instanceof ArrayNode array ? array : document.putArray(MEMBERS);
    }

    private static boolean removeMember(ArrayNode members, String user) {
        for (int i = 0; i < members.size(); i++) {
            if (Documents.text(members.get(i), "user_id").filter(user::equals).isPresent()) {
                members.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Whether somebody is in a team. */
    static boolean isMember(EntityRow team, String user) {
        return members(Documents.parse(team.document()))
                .valueStream()
                .anyMatch(each ->
                        Documents.text(each, "user_id").filter(user::equals).isPresent());
    }

    private JsonNode block(Ask ask, boolean blocked) {
        EntityRow row = teams.manage(ask, ask.require("team_id"));
        ObjectNode document = Documents.parse(row.document());
        document.put("blocked", blocked);
        return teams.view(teams.replace(ask, row, document));
    }
}
