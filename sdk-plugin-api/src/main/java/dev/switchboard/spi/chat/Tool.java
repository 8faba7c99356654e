package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;
import java.util.Optional;

/** A tool the model may use. Cases may be added in a minor version: switch with a default. */
public sealed interface Tool {
    /**
     * A function the application runs.
     *
     * @param parameters its JSON schema, verbatim; empty when it takes none
     * @param strict     whether the provider shall hold the model to the schema, if the caller said so
     */
    record Function(
            String name,
            Optional<String> description,
            Optional<JsonText> parameters,
            Optional<Boolean> strict,
            Annotations annotations)
            implements Tool {}

    /**
     * A tool of the application's that takes free text.
     *
     * @param format what the text must look like, verbatim
     */
    record Custom(String name, Optional<String> description, Optional<JsonText> format, Annotations annotations)
            implements Tool {}

    /**
     * A tool that only one wire format knows, such as the provider's own web search.
     *
     * @param family the wire family that understands it
     * @param json   the whole declaration, verbatim
     */
    record Foreign(String family, JsonText json) implements Tool {}
}
