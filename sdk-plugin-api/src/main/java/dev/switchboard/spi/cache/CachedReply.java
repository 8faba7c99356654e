package dev.switchboard.spi.cache;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import java.util.List;

/**
 * A complete reply, as the caller got it.
 *
 * @param status  below 400
 * @param headers of the reply
 * @param parts   the body; more than one for a stream, cut where events end
 * @param usage   what making it had used
 */
public record CachedReply(int status, Headers headers, List<Bytes> parts, Usage usage) {
    /** Copies the list. */
    public CachedReply {
        parts = List.copyOf(parts);
    }
}
