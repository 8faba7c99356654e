package dev.switchboard.pipeline.world;

import java.time.Duration;

/**
 * The bounds of an exchange.
 *
 * @param maxBody       the largest request body in bytes
 * @param maxReply      the largest whole reply of an upstream in bytes
 * @param maxContent    how much of a reply is kept for callbacks that want content, in bytes
 * @param keepAlive     after how much silence a streamed reply gets a filler
 * @param maxAttempts   how many targets one exchange may try, at least 1
 * @param guardTimeout  how long one guardrail may take
 * @param totalTimeout  how long the whole exchange may take; a caller may ask for less
 */
public record Settings(
        long maxBody,
        long maxReply,
        int maxContent,
        Duration keepAlive,
        int maxAttempts,
        Duration guardTimeout,
        Duration totalTimeout) {
    /** The defaults. */
    public static final Settings DEFAULT = new Settings(
            32L << 20, 64L << 20, 1 << 20, Duration.ofSeconds(15), 2, Duration.ofSeconds(10), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if one is out of range */
    public Settings {
        if (maxBody < 1 || maxReply < 1 || maxContent < 0 || maxAttempts < 1) {
            throw new IllegalArgumentException("limits: expected at least 1 byte of body and reply and 1 attempt");
        }
        if (!keepAlive.isPositive() || !guardTimeout.isPositive() || !totalTimeout.isPositive()) {
            throw new IllegalArgumentException("keep-alive and time-outs: expected more than zero");
        }
    }
}
