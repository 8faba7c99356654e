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
     * A tool in the words of one wire format, such as one that the provider runs itself.
     *
     * @param family the wire family that understands it
     * @param json   the whole declaration, verbatim
     * @param hosted what it is, where other formats have a tool of the same sort
     */
    record Foreign(String family, JsonText json, Optional<Hosted> hosted) implements Tool {
        /** A tool without a counterpart elsewhere. */
        public Foreign(String family, JsonText json) {
            this(family, json, Optional.empty());
        }
    }

    /** Sorts of tools that several providers run themselves. Sorts may be added in a minor version. */
    enum Hosted {
        /** Searches the web. */
        WEB_SEARCH,
        /** Reads pages whose addresses stand in the conversation. */
        WEB_FETCH,
        /** Runs code the model writes. */
        CODE_EXECUTION
    }
}
