package dev.switchboard.http.upstream;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of a transport.
 *
 * @param connections    the most connections to one destination; requests beyond it wait for their connect time-out
 * @param idle           how long an unused connection is kept; below the 60 seconds after which common servers close theirs
 * @param connectCeiling the longest that any attempt to connect may take, whoever waits for it
 * @param bufferBytes    how many bytes of one streamed reply may wait for its reader before the upstream is slowed down
 * @param eventBytes     the largest event of a stream
 * @param headerBytes    the largest head of a request or a reply
 * @param egress         where connections may go to
 * @param proxy          which upstreams are reached through a proxy
 * @param trust          whom to trust in TLS; the JVM's default trust store if absent
 */
public record TransportConfig(
        int connections,
        Duration idle,
        Duration connectCeiling,
        int bufferBytes,
        int eventBytes,
        int headerBytes,
        EgressRule egress,
        ProxyRule proxy,
        Optional<SSLContext> trust) {
    /** 4,000 connections, 50 s idle, 128 KiB buffered, events up to 16 MiB, no proxy, every destination allowed. */
    public static final TransportConfig DEFAULTS = new TransportConfig(
            4_000,
            Duration.ofSeconds(50),
            Duration.ofSeconds(60),
            128 << 10,
            16 << 20,
            64 << 10,
            EgressRule.ANY,
            ProxyRule.NONE,
            Optional.empty());

    /** @throws IllegalArgumentException if a number or a duration is not positive */
    public TransportConfig {
        requirePositive("connections", connections);
        requirePositive("idle", idle.toMillis());
        requirePositive("connectCeiling", connectCeiling.toMillis());
        requirePositive("bufferBytes", bufferBytes);
        requirePositive("eventBytes", eventBytes);
        requirePositive("headerBytes", headerBytes);
    }

    /** The same with another rule for destinations. */
    public TransportConfig withEgress(EgressRule rule) {
        return new TransportConfig(
                connections, idle, connectCeiling, bufferBytes, eventBytes, headerBytes, rule, proxy, trust);
    }

    /** The same with another rule for proxies. */
    public TransportConfig withProxy(ProxyRule rule) {
        return new TransportConfig(
                connections, idle, connectCeiling, bufferBytes, eventBytes, headerBytes, egress, rule, trust);
    }

    /** The same with another trust in TLS. */
    public TransportConfig withTrust(SSLContext context) {
        return new TransportConfig(
                connections,
                idle,
                connectCeiling,
                bufferBytes,
                eventBytes,
                headerBytes,
                egress,
                proxy,
                Optional.of(context));
    }

    /** The same with other limits for what may be buffered of a stream and of one event. */
    public TransportConfig withStreamLimits(int buffer, int event) {
        return new TransportConfig(connections, idle, connectCeiling, buffer, event, headerBytes, egress, proxy, trust);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
