package dev.switchboard.accounts.model;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document in two: what is stored as it is, and what is encrypted beside it. A mark stays in a secret's place with the version in
 * which it was set, so that an audit shows that it changed.
 *
 * @param document with marks
 * @param changed  secrets to be written, as JSON, by their fields
 * @param gone     fields whose secrets are no more
 */
record Split(ObjectNode document, Map<String, String> changed, List<String> gone) {
    /** The member of a mark. */
    static final String MARK = "sealed";

    /**
     * Splits a document.
     *
     * @param before what it replaces
     */
    static Split of(EntityKind kind, ObjectNode whole, Optional<Entry> before) {
        long version = before.map(entry -> entry.row().version()).orElse(0L) + 1;
        ObjectNode known = before.map(entry -> Documents.parse(entry.row().document()))
                .map(document -> Entry.section(kind, document))
                .orElseGet(Documents::object);
        ObjectNode old = before.map(entry -> Entry.section(kind, entry.whole())).orElseGet(Documents::object);
        ObjectNode document = whole.deepCopy();
        ObjectNode section = Entry.section(kind, document);
        Map<String, String> changed = new LinkedHashMap<>();
        List<String> gone = new ArrayList<>();
        for (String name : List.copyOf(section.propertyNames())) {
            JsonNode value = section.get(name);
            if (!SecretFields.isSecret(name, value)) {
                continue;
            }
            if (Entry.isSealed(known, name) && value.equals(old.get(name))) {
                section.set(name, known.get(name));
            } else {
                section.putObject(name).put(MARK, version);
                changed.put(name, Documents.write(value));
            }
        }
        for (String name : known.propertyNames()) {
            if (Entry.isSealed(known, name) && !Entry.isSealed(section, name)) {
                gone.add(name);
            }
        }
        return new Split(document, changed, gone);
    }
}
