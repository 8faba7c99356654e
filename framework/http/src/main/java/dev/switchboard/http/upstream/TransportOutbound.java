package dev.switchboard.http.upstream;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Optional;

/** What plugins use to reach other hosts: the transport, one whole reply at a time. Safe for use by any thread. */
public final class TransportOutbound {
    private final UpstreamTransport transport;
    private final BodyMemory bodies;
    private final long limit;

    /**
     * Replies are counted while they arrive, and never refused for want of memory.
     *
     * @param limit the largest body of a reply, in bytes
     */
    public TransportOutbound(UpstreamTransport transport, BodyMemory bodies, long limit) {
        this.transport = transport;
        this.bodies = bodies;
        this.limit = limit;
    }

    /**
     * As {@link dev.switchboard.spi.upstream.Outbound#send}.
     *
     * @param from where the instance whose request it is may connect to
     */
    public UpstreamReply send(Reach from, UpstreamRequest request, Duration timeout) {
        long deadline = Patience.deadline(timeout);
        try (BodyMemory.Share memory = bodies.share(Long.MAX_VALUE);
                UpstreamTransport.Exchange exchange = transport.send(from, request, timeout, memory)) {
            if (!exchange.awaitHead(timeout)) {
                throw Failures.noAnswer(new Leg(from.owner(), request.url().getHost(), Optional.empty()), timeout);
            }
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Bytes body = exchange.readAll(limit, left);
            return new UpstreamReply(exchange.status(), exchange.headers(), body);
        }
    }
}
