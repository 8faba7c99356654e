package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the schema of an object says about its properties. */
final class Properties {
    private Properties() {}

    /** The names of those that must be there. */
    static Set<String> required(JsonValue schema) {
        return names(schema.get("required"));
    }

    static Set<String> names(JsonValue required) {
        Set<String> names = new LinkedHashSet<>();
        required.elements().forEach(each -> each.string().ifPresent(names::add));
        return names;
    }
}
