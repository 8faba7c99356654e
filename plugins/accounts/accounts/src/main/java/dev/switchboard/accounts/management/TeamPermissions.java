package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.entity;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /team/permissions_*}: what members of a team may do beside calling models. */
final class TeamPermissions {
    /** All that there are: members make and change keys of the team, or do not. */
    static final List<String> ALL = List.of("/key/generate");

    private static final String FIELD = "team_member_permissions";

    private final Crud teams;

    TeamPermissions(Crud teams) {
        this.teams = teams;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("GET", "/team/permissions_list", Policy.VIEW_OWN, this::list)
                        .reading("team_id")
                        .giving(object(
                                "team_id", TEXT, FIELD, listOf(TEXT), "all_available_permissions", listOf(TEXT))),
                new ApiRoute("POST", "/team/permissions_update", Policy.MANAGE, this::update)
                        .giving(entity(EntityKind.TEAM)));
    }

    private JsonNode list(Ask ask) {
        EntityRow team = teams.find(ask, ask.requireQuery("team_id"));
        ObjectNode reply = Documents.object().put("team_id", team.id());
        ArrayNode granted = reply.putArray(FIELD);
        Documents.texts(Documents.parse(team.document()), FIELD).forEach(granted::add);
        ArrayNode available = reply.putArray("all_available_permissions");
        ALL.forEach(available::add);
        return reply;
    }

    private JsonNode update(Ask ask) {
        EntityRow team = teams.manage(ask, ask.require("team_id"));
        List<String> wanted = ask.texts(FIELD);
        for (String permission : wanted) {
            if (!ALL.contains(permission)) {
                throw Fields.invalid(FIELD + ": \"" + permission + "\" (expected: of " + String.join(", ", ALL) + ")");
            }
        }
        ObjectNode document = Documents.parse(team.document());
        ArrayNode granted = document.putArray(FIELD);
        wanted.forEach(granted::add);
        return teams.view(teams.replace(ask, team, document));
    }
}
