package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What only this format knows. */
final class Own {
    /**
     * The name under which blocks, tools and choices of this format travel. It is the wire's and not the family's, since chat
     * completions understand none of them.
     */
    static final String FORMAT = Wire.OPENAI_RESPONSES.name();

    /** The maker of signatures: what one API of OpenAI's encrypted, the same account's other may get back. */
    static final String SIGNATURES = "openai";

    private Own() {}

    /** The members of an object that have no canonical form. */
    static Map<String, JsonText> unread(JsonValue object, Set<String> known) {
        Map<String, JsonText> extras = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            if (!known.contains(name) && !value.isBlank()) {
                extras.put(name, value.text());
            }
        });
        return extras;
    }

    static Annotations annotations(Map<String, JsonText> members) {
        return Annotations.of(Extras.of(Wire.OPENAI_RESPONSES, members));
    }

    /** Members that may stand in this format. */
    static Map<String, JsonText> in(Extras extras) {
        return extras.in(Wire.OPENAI_RESPONSES);
    }

    static Map<String, JsonText> in(Annotations annotations) {
        return in(annotations.extras());
    }
}
