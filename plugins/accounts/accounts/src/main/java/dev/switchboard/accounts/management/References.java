package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.directory.RoutingFields;
import dev.switchboard.accounts.store.row.EntityKind;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Checks that what a document refers to exists, and that its limits and its routing can be understood. */
final class References {
    private static final List<EntityKind> KINDS =
            List.of(EntityKind.TEAM, EntityKind.PROJECT, EntityKind.ORGANIZATION, EntityKind.BUDGET);

    private final Directory directory;
    private final ZoneId zone;
    private final Set<String> modelGroups;

    /** @param modelGroups the names that stand for several models */
    References(Directory directory, ZoneId zone, Set<String> modelGroups) {
        this.directory = directory;
        this.zone = zone;
        this.modelGroups = new TreeSet<>(modelGroups);
    }

    /** @throws dev.switchboard.spi.error.GatewayException naming the field */
    void check(ObjectNode document) {
        for (EntityKind kind : KINDS) {
            String field = kind.label() + "_id";
            Optional<String> id = Documents.text(document, field);
            if (id.isPresent() && directory.get(kind, id.get()).isEmpty()) {
                throw Fields.invalid(field + ": there is no " + kind.label() + " \"" + id.get()
                        + "\" (expected: one that was made before)");
            }
        }
        checkGroups(document);
        try {
            Limits.of(document, zone);
            Account.members(document).keySet().forEach(user -> Ids.check("members_with_roles.user_id", user));
            RoutingFields.of(document);
        } catch (IllegalArgumentException e) {
            throw Fields.invalid(String.valueOf(e.getMessage()));
        }
    }

    private void checkGroups(ObjectNode document) {
        Documents.texts(document, Schema.ACCESS_GROUPS).stream()
                .filter(group -> !modelGroups.contains(group))
                .findFirst()
                .ifPresent(group -> {
                    throw Fields.invalid(Schema.ACCESS_GROUPS + ": \"" + group
                            + "\" (expected: names of accounts.model-groups; "
                            + (modelGroups.isEmpty() ? "there are none" : String.join(", ", modelGroups)) + ")");
                });
    }
}
