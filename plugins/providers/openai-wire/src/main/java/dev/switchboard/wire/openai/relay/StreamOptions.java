package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import java.util.Optional;

/** The member by which a caller asks for usage in a stream. */
public final class StreamOptions {
    /** Its name. */
    public static final String NAME = "stream_options";

    private static final String INCLUDE_USAGE = "include_usage";
    private static final JsonText USAGE_ONLY = new JsonText("{\"include_usage\":true}");

    private StreamOptions() {}

    /** Whether the options ask for usage. */
    public static boolean askForUsage(Optional<JsonText> options) {
        return object(options).flatMap(each -> each.bool(INCLUDE_USAGE)).orElse(false);
    }

    /** The same options, asking for usage. Options that are no object stay: the server shall say so in its own words. */
    public static JsonText withUsage(Optional<JsonText> options) {
        if (options.isEmpty() || options.get().isNull()) {
            return USAGE_ONLY;
        }
        return object(options)
                .map(known -> known.edit().set(INCLUDE_USAGE, JsonText.TRUE).build())
                .map(bytes -> new JsonText(bytes.utf8()))
                .orElse(options.get());
    }

    private static Optional<JsonDocument> object(Optional<JsonText> options) {
        return options.filter(each -> each.text().startsWith("{")).map(each -> JsonDocument.parse(each.bytes()));
    }
}
