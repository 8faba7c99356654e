package dev.switchboard.spi.upstream;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import java.util.Objects;

/**
 * A whole reply of an upstream.
 *
 * @param status  100 to 599
 * @param headers as they came
 * @param body    as it came, within the configured limit
 */
public record UpstreamReply(int status, Headers headers, Bytes body) {
    /** Checks that nothing is null. */
    public UpstreamReply {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }
}
