package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.entity;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /organization/member_*}: who belongs to an organisation, and who administers it. */
final class OrganizationMembers {
    private static final String ID = "user_id";
    private static final String ROLE = "role";

    private final Crud organizations;

    OrganizationMembers(Crud organizations) {
        this.organizations = organizations;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/organization/member_add", Policy.MANAGE, ask -> change(ask, this::add))
                        .giving(entity(EntityKind.ORGANIZATION)),
                new ApiRoute("PATCH", "/organization/member_update", Policy.MANAGE, ask -> change(ask, this::update))
                        .giving(entity(EntityKind.ORGANIZATION)),
                new ApiRoute("DELETE", "/organization/member_delete", Policy.MANAGE, ask -> change(ask, this::delete))
                        .giving(entity(EntityKind.ORGANIZATION)));
    }

    private JsonNode change(Ask ask, BiConsumer<Ask, ArrayNode> what) {
        EntityRow row = organizations.manage(ask, ask.require("organization_id"));
        ObjectNode document = Documents.parse(row.document());
        what.accept(
                ask,
                document.get("members_with_roles") instanceof ArrayNode known
                        ? known
                        : document.putArray("members_with_roles"));
        return organizations.view(organizations.replace(ask, row, document));
    }

    private void add(Ask ask, ArrayNode members) {
        JsonNode wanted = ask.body().path("member");
        ObjectNode added = members.addObject();
        added.put(
                ID,
                Documents.text(wanted, ID)
                        .orElseThrow(() -> Fields.invalid("member.user_id: missing (expected: a string)")));
        added.put(ROLE, role(Documents.text(wanted, ROLE).orElse("")));
    }

    private static String role(String wanted) {
        return wanted.equals("org_admin") ? "org_admin" : "user";
    }

    private void update(Ask ask, ArrayNode members) {
        String role = role(ask.require(ROLE));
        find(ask, members).put(ROLE, role);
    }

    private void delete(Ask ask, ArrayNode members) {
        ObjectNode gone = find(ask, members);
        members.removeIf(each -> each == gone);
    }

    private static ObjectNode find(Ask ask, ArrayNode members) {
        String user = ask.require(ID);
        return members.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(each -> Documents.text(each, ID).filter(user::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> Ask.notFound("member", user));
    }
}
