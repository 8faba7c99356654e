package dev.switchboard.spi.provider;

import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A further request whose reply goes on with a streamed one, or stands in the place of a whole one: for upstreams that say in one
 * reply where the next is.
 *
 * @param request  what to send; its framing says how the reply is cut into events
 * @param after    how long to wait before it is sent; not negative
 * @param needed   whether a stream fails if this request does; else the stream ends as if there had been none
 * @param farewell sent once if the reply is left from now on before it is complete, so that the upstream stops to work for it;
 *     its reply is not read
 */
public record FollowUp(UpstreamRequest request, Duration after, boolean needed, Optional<UpstreamRequest> farewell) {
    /** @throws IllegalArgumentException if the time is negative */
    public FollowUp {
        Objects.requireNonNull(request);
        Objects.requireNonNull(farewell);
        if (after.isNegative()) {
            throw new IllegalArgumentException("after: " + after + " (expected: >= 0)");
        }
    }

    /** One that the reply needs, sent at once. */
    public static FollowUp of(UpstreamRequest request) {
        return new FollowUp(request, Duration.ZERO, true, Optional.empty());
    }
}
