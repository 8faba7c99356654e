package dev.switchboard.spi.upstream;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The gateway's own way to other hosts: pooled, bounded, cancelled with the calling thread. Redirects are not followed. What is
 * sent before the instance is made waits until it is; its factory's {@code create} and its self-check must not send anything.
 */
@ProviderType
public interface Outbound {
    /**
     * Sends a request and waits for the whole reply, whatever its status.
     *
     * @param timeout for everything from connecting to the last byte; positive
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} or {@code UPSTREAM_TIMEOUT} if there is
     *     no reply, or, with code {@code egress_denied}, if the address is none of the instance's
     *     {@link dev.switchboard.spi.Component#destinations}, or the instance is not made yet or closed
     */
    UpstreamReply send(UpstreamRequest request, Duration timeout);
}
