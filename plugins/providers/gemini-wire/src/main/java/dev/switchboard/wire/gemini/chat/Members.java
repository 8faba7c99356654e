package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What of an object the canonical form does not know. */
final class Members {
    private Members() {}

    /** The members but for those that are known or null, verbatim. */
    static Map<String, JsonText> without(JsonValue object, Set<String> known) {
        Map<String, JsonText> rest = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            if (!known.contains(name) && !value.isNull()) {
                rest.put(name, value.text());
            }
        });
        return rest;
    }

    static Extras extras(JsonValue object, Set<String> known) {
        return Extras.of(Wire.GEMINI_GENERATE, without(object, known));
    }
}
