package dev.switchboard.pipeline.instance;

import java.time.Duration;

/**
 * How long to wait for an upstream; all positive.
 *
 * @param connect   for a connection
 * @param firstByte from sending the request to the first byte of the reply
 * @param idle      between two parts of the reply
 * @param total     for the whole attempt
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
    /** The defaults: 5 s, 5 min, 5 min, 10 min, as the official SDKs wait 10 minutes for the whole. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if one is not positive */
    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("first-byte", firstByte);
        requirePositive("idle", idle);
        requirePositive("total", total);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than zero)");
        }
    }
}
