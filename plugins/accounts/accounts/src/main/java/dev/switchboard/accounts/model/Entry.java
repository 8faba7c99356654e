package dev.switchboard.accounts.model;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.accounts.store.row.EntityRow;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model or a credential of the store, with its secrets in clear.
 *
 * @param row   as it is stored
 * @param whole the document with its secrets in their places; never to be shown
 * @param fault why secrets are missing in it, if they are
 */
public record Entry(EntityRow row, ObjectNode whole, Optional<String> fault) {
    /** Its id; for a credential its name. */
    public String id() {
        return row.id();
    }

    /** Its document with masks in the places of secrets. A copy. */
    public ObjectNode shown() {
        ObjectNode shown = Documents.parse(row.document());
        ObjectNode section = section(row.entityKind(), shown);
        section.propertyNames().stream()
                .filter(name -> isSealed(section, name))
                .toList()
                .forEach(name -> section.put(name, SecretFields.MASK));
        return shown;
    }

    /**
     * Takes members over into a section of a document: null takes one away, the mask of a secret leaves what is there.
     *
     * @param into of a copy of {@link #whole}
     */
    public static void merge(ObjectNode into, ObjectNode members) {
        members.properties().forEach(each -> {
            boolean masked = each.getValue().isString()
                    && each.getValue().stringValue().equals(SecretFields.MASK)
                    && into.has(each.getKey());
            if (each.getValue().isNull()) {
                into.remove(each.getKey());
            } else if (!masked) {
                into.set(each.getKey(), each.getValue());
            }
        });
    }

    /** The name of the member in which secrets may stand. */
    public static String sectionName(EntityKind kind) {
        return kind == EntityKind.MODEL ? "litellm_params" : "credential_values";
    }

    /** The member in which secrets may stand; empty if it is not there. */
    public static ObjectNode section(EntityKind kind, ObjectNode document) {
        return document.get(sectionName(kind)) instanceof ObjectNode section ? section : Documents.object();
    }

    /** Whether a secret belongs into a member of a stored section. */
    static boolean isSealed(ObjectNode section, String name) {
        return section.get(name) instanceof ObjectNode mark && mark.has(Split.MARK);
    }

    /** Prints no secret. */
    @Override
    public String toString() {
        return row.kind() + " " + row.id();
    }
}
