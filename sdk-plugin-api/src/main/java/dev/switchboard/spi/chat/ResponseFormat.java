package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;
import java.util.Optional;

/** The shape the answer must have. Cases may be added in a minor version: switch with a default. */
public sealed interface ResponseFormat {
    /** Any text. */
    record PlainText() implements ResponseFormat {}

    /** Some JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON that a schema describes.
     *
     * @param schema verbatim
     * @param strict whether the model is held to the schema; false where it is only a wish, and empty where the caller's format does
     *               not ask: there a provider that can holds it, and one that cannot says so
     */
    record JsonSchema(Optional<String> name, Optional<String> description, JsonText schema, Optional<Boolean> strict)
            implements ResponseFormat {}
}
