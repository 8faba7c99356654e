package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import java.util.Map;

/** What only this format knows. */
final class Own {
    /** The name under which blocks, tools and choices of this format travel: chat completions understand none of them. */
    static final String FORMAT = Wire.OPENAI_RESPONSES.name();

    /** Whose signatures stand in {@code encrypted_content} without a prefix. */
    static final String SIGNATURES = "openai";

    private Own() {}

    /** What nobody read of an object. */
    static Extras unread(JsonObject object) {
        return Extras.of(Wire.OPENAI_RESPONSES, object.unread());
    }

    static Annotations annotations(JsonObject object) {
        return Annotations.of(unread(object));
    }

    /** Members that may stand in this format. */
    static Map<String, JsonText> in(Annotations annotations) {
        return annotations.extras().in(Wire.OPENAI_RESPONSES);
    }
}
