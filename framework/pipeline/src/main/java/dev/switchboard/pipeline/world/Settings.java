package dev.switchboard.pipeline.world;

import dev.switchboard.pipeline.memory.BodyMemory;
import java.time.Duration;

/**
 * The bounds of an exchange.
 *
 * @param maxBody       the largest request body in bytes
 * @param maxReply      the largest whole reply of an upstream in bytes
 * @param bodyMemory    how many bytes of bodies all exchanges together may keep
 * @param maxContent    how much of a reply is kept for callbacks that want content, in bytes
 * @param keepAlive     after how much silence a streamed reply gets a filler
 * @param maxExchanges  how many exchanges may ask upstreams at the same time, at least 1
 * @param guardTimeout  how long one guardrail may take
 * @param totalTimeout  how long the whole exchange may take; a caller may ask for less
 * @param onAbort       what becomes of a reply whose caller went away, unless the model says otherwise
 */
public record Settings(
        long maxBody,
        long maxReply,
        long bodyMemory,
        int maxContent,
        Duration keepAlive,
        int maxExchanges,
        Duration guardTimeout,
        Duration totalTimeout,
        OnAbort onAbort) {
    /** The defaults. */
    public static final Settings DEFAULT = new Settings(
            32L << 20,
            64L << 20,
            BodyMemory.defaultLimit(),
            1 << 20,
            Duration.ofSeconds(15),
            4_000,
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            OnAbort.CANCEL);

    /** @throws IllegalArgumentException if one is out of range */
    public Settings {
        if (maxBody < 1 || maxReply < 1 || bodyMemory < 1 || maxContent < 0 || maxExchanges < 1) {
            throw new IllegalArgumentException(
                    "limits: expected at least 1 byte of body, reply and memory, and 1 exchange");
        }
        if (!keepAlive.isPositive() || !guardTimeout.isPositive() || !totalTimeout.isPositive()) {
            throw new IllegalArgumentException("keep-alive and time-outs: expected more than zero");
        }
    }

    /**
     * The largest request body that can be taken: one that could never fit is too large, however little else is under way.
     * A large body needs its size thrice for a moment, when it is moved to a larger array.
     */
    public long largestBody() {
        return Math.min(maxBody, Math.max(1, bodyMemory / 3));
    }
}
