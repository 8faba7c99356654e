package dev.switchboard.spi.upstream;

import dev.switchboard.spi.io.Bytes;
import java.util.Map;
import java.util.Objects;

/**
 * One event of a streamed body, cut out of the bytes but not interpreted.
 *
 * @param raw        every byte of it, framing included; all events' raw bytes in a row are the body
 * @param name       the SSE event name or the AWS event type; empty if it has none
 * @param data       what it carries; empty for a comment or an empty event
 * @param attributes the headers of an AWS frame; empty for other framings
 */
public record UpstreamEvent(Bytes raw, String name, Bytes data, Map<String, String> attributes) {
    /** Checks that nothing is null. */
    public UpstreamEvent {
        Objects.requireNonNull(raw);
        Objects.requireNonNull(name);
        Objects.requireNonNull(data);
        Objects.requireNonNull(attributes);
    }

    /** An unnamed server-sent event with the usual framing. */
    public static UpstreamEvent sse(String data) {
        return new UpstreamEvent(Bytes.utf8("data: " + data + "\n\n"), "", Bytes.utf8(data), Map.of());
    }

    /** The size only: contents are confidential. */
    @Override
    public String toString() {
        return "UpstreamEvent[" + name + " " + data + "]";
    }
}
