package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What happens when a target fails.
 *
 * @param maxAttempts how many attempts one exchange may make at the targets of one model, at least 1
 * @param retries     how many further attempts a kind of failure is worth; without an entry as many as there may be
 * @param backOff     how long to wait before a target is asked again
 * @param budget      further attempts per request, all exchanges of a model together, 0 to 1
 * @param coolDown    when a target is left alone
 */
public record RoutingRules(
        int maxAttempts, Map<ErrorKind, Integer> retries, BackOff backOff, double budget, Circuit.Rules coolDown) {
    /** 3 attempts, waits from 500 ms to 8 s, a tenth of all requests. */
    public static final RoutingRules DEFAULT = new RoutingRules(
            3, Map.of(), new BackOff(Duration.ofMillis(500), Duration.ofSeconds(8)), 0.1, Circuit.Rules.DEFAULT);

    /** Copies the map. @throws IllegalArgumentException if a number is out of range */
    public RoutingRules {
        retries = Map.copyOf(retries);
        if (maxAttempts < 1 || !(budget >= 0 && budget <= 1)) {
            throw new IllegalArgumentException(
                    "attempts " + maxAttempts + ", budget " + budget + " (expected: at least 1, and 0 to 1)");
        }
    }

    /** The same with another bound of attempts. */
    public RoutingRules withMaxAttempts(int attempts) {
        return new RoutingRules(attempts, retries, backOff, budget, coolDown);
    }

    /** How many further attempts a failure is worth; 0 if another cannot help. */
    int worth(GatewayError failure) {
        return Remedy.of(failure) == Remedy.RETRY ? retries.getOrDefault(failure.kind(), maxAttempts - 1) : 0;
    }

    /**
     * Waits between attempts at the same targets: doubling, with chance, and never shorter than an upstream asks for.
     *
     * @param first the first wait
     * @param most  the longest wait; if an upstream asks for more, there is no further attempt
     */
    public record BackOff(Duration first, Duration most) {
        /**
         * The next wait.
         *
         * @param round 0 for the first
         */
        Duration wait(int round, Duration asked, RandomGenerator random) {
            long bound = Math.min(most.toNanos(), first.toNanos() << Math.min(round, 20));
            long own = bound / 2 + (long) (bound / 2.0 * random.nextDouble());
            return Duration.ofNanos(Math.max(own, asked.toNanos()));
        }
    }
}
