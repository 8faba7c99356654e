package dev.switchboard.spi.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of its rates a caller has left, for the header fields by which clients pace themselves.
 *
 * @param at       when this was so
 * @param requests of requests; empty where they are not limited
 * @param tokens   of tokens; empty where they are not limited
 */
public record RateLimits(Instant at, Optional<Window> requests, Optional<Window> tokens) {
    /** Nothing is limited. */
    public static final RateLimits NONE = new RateLimits(Instant.EPOCH, Optional.empty(), Optional.empty());

    /** Checks that nothing is null. */
    public RateLimits {
        Objects.requireNonNull(at);
        Objects.requireNonNull(requests);
        Objects.requireNonNull(tokens);
    }

    /**
     * One limit.
     *
     * @param limit     how many the window takes, zero or more
     * @param remaining how many are left, zero or more
     * @param reset     until all of it is free again if nothing more is asked; not negative
     */
    public record Window(long limit, long remaining, Duration reset) {
        /** @throws IllegalArgumentException if something is negative */
        public Window {
            if (limit < 0 || remaining < 0 || reset.isNegative()) {
                throw new IllegalArgumentException("window: limit " + limit + ", remaining " + remaining + ", reset "
                        + reset + " (expected: >= 0)");
            }
        }
    }
}
