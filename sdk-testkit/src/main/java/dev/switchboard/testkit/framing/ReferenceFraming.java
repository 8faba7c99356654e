package dev.switchboard.testkit.framing;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;
import java.util.Map;

/** Cuts a whole streamed body into its events. Stateless. */
public final class ReferenceFraming {
    private ReferenceFraming() {}

    /**
     * The events of a body. All their raw bytes in a row are the body; bytes after the last event, such as the bracket
     * that ends an array, form an event without data. An event whose end is missing counts as if it were there.
     *
     * @throws IllegalArgumentException if the body is not framed in this way
     */
    public static List<UpstreamEvent> split(Framing framing, Bytes body) {
        return switch (framing) {
            case SSE -> new SseReader(body).events();
            case NDJSON -> LineReader.events(body);
            case JSON_ARRAY -> new ArrayReader(body).events();
            case CHUNKS -> body.isEmpty() ? List.of() : List.of(new UpstreamEvent(body, "", body, Map.of()));
            case AWS_EVENT_STREAM -> AwsReader.events(body);
        };
    }
}
