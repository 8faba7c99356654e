package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What events of a streamed reply have in common. */
public final class Events {
    private static final byte[] ERROR = "\"error\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_CANDIDATES = 1024;

    private Events() {}

    /**
     * The JSON of an event. A failure in the middle of server-sent events may come as a bare object without framing.
     */
    public static Optional<Bytes> text(UpstreamEvent event) {
        if (!event.data().isEmpty()) {
            return Optional.of(event.data());
        }
        Bytes raw = event.raw();
        int start = 0;
        while (start < raw.length() && Character.isWhitespace(raw.at(start))) {
            start++;
        }
        boolean bare = start < raw.length() && raw.at(start) == '{' && raw.contains(ERROR);
        return bare ? Optional.of(raw.slice(start, raw.length())) : Optional.empty();
    }

    /** Which candidate it is; the first where nothing is said. */
    public static int index(JsonValue candidate) {
        return Math.clamp(candidate.get("index").integer().orElse(0), 0, MAX_CANDIDATES);
    }
}
