package dev.switchboard.accounts.management;

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
                new ApiRoute("POST", "/team/new", Policy.MANAGE, this::create).setting(EntityKind.TEAM),
                new ApiRoute("POST", "/team/update", Policy.MANAGE, this::update).setting(EntityKind.TEAM),
                new ApiRoute("POST", "/team/delete", Policy.MANAGE, this::delete),
                new ApiRoute("GET", "/team/info", Policy.VIEW_OWN, this::info).reading("team_id"),
                new ApiRoute("GET", "/team/list", Policy.VIEW_OWN, this::list).reading("organization_id", "team_alias"),
                new ApiRoute("POST", "/team/member_add", Policy.MANAGE, this::addMember),
                new ApiRoute("POST", "/team/member_update", Policy.MANAGE, this::updateMember),
                new ApiRoute("POST", "/team/member_delete", Policy.MANAGE, this::deleteMember),
                new ApiRoute("POST", "/team/block", Policy.ADMIN, ask -> block(ask, true)),
                new ApiRoute("POST", "/team/unblock", Policy.ADMIN, ask -> block(ask, false)));
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
        ObjectNode team = teams.view(row);
        withMembers(team);
        reply.set("team_info", team);
        ArrayNode keys = reply.putArray("keys");
        keysOf(EntityFilter.ofTeam(row.id())).stream()
                .filter(ask.actor()::maySee)
                .forEach(key -> keys.add(views.of(key)));
        reply.putArray("team_memberships");
        return reply;
    }

    private JsonNode list(Ask ask) {
        EntityFilter filter = new EntityFilter(
                ask.query("organization_id").orElse(null),
                null,
                null,
                null,
                ask.query("team_alias").orElse(null),
                null);
        ArrayNode reply = Documents.object().putArray("teams");
        teams.list(ask, filter).forEach(row -> {
            ObjectNode team = teams.view(row);
            withMembers(team);
            reply.add(team);
        });
        return reply;
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
        Documents.get(body, "max_budget_in_team")
                .filter(JsonNode::isNumber)
                .ifPresent(budget -> member.set("max_budget_in_team", budget));
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
                        .filter(JsonNode::isNumber)
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
