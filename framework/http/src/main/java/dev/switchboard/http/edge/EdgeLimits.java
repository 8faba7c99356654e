package dev.switchboard.http.edge;

import java.time.Duration;

/**
 * What callers may ask of an {@link EdgeServer}. How large a body may be is the handler's decision.
 *
 * @param headerBytes   the most bytes of request line and header fields together; 431 or 414 beyond
 * @param connections   the most connections at a time; 503 or a closed connection beyond
 * @param inFlight      the most requests at a time; 503 with {@code retry-after} beyond
 * @param headerTimeout from the first byte of a request to the end of its header; 408 beyond
 * @param bodyTimeout   how long a body may take, plus the time it needs at {@code bodyRate}; 408 beyond
 * @param bodyRate      bytes per second, 1 or more, below which a long body counts as too slow
 * @param idleTimeout   how long a connection may rest between requests, and how long a caller may leave a reply unread
 */
public record EdgeLimits(
        int headerBytes,
        int connections,
        int inFlight,
        Duration headerTimeout,
        Duration bodyTimeout,
        int bodyRate,
        Duration idleTimeout) {
    /** Fit for a public port. */
    public static final EdgeLimits DEFAULT = new EdgeLimits(
            32 * 1024, 20_000, 10_000, Duration.ofSeconds(10), Duration.ofSeconds(30), 10_000, Duration.ofSeconds(75));

    /** @throws IllegalArgumentException if a value is not positive */
    public EdgeLimits {
        positive("headerBytes", headerBytes);
        positive("connections", connections);
        positive("inFlight", inFlight);
        positive("headerTimeout", headerTimeout.toMillis());
        positive("bodyTimeout", bodyTimeout.toMillis());
        positive("bodyRate", bodyRate);
        positive("idleTimeout", idleTimeout.toMillis());
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
