package dev.switchboard.pipeline.live;

import java.util.OptionalLong;

/**
 * What the operator allows on one target.
 *
 * @param requestsPerMinute so many calls within any minute
 * @param tokensPerMinute   so many tokens within any minute, in and out; what a call will use is estimated at first
 * @param parallel          so many calls at the same time
 */
public record TargetLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, OptionalLong parallel) {
    /** No limit at all. */
    public static final TargetLimits NONE =
            new TargetLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** @throws IllegalArgumentException if one is less than 1 */
    public TargetLimits {
        requirePositive("rpm", requestsPerMinute);
        requirePositive("tpm", tokensPerMinute);
        requirePositive("parallel", parallel);
    }

    /** The same with a part of the places for calls at the same time, at least one. */
    public TargetLimits part(double share) {
        return share == 1 || parallel.isEmpty()
                ? this
                : new TargetLimits(requestsPerMinute, tokensPerMinute, OptionalLong.of((long)
                        Math.ceil(parallel.getAsLong() * share)));
    }

    private static void requirePositive(String name, OptionalLong limit) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException(name + ": " + limit.getAsLong() + " (expected: 1 or more)");
        }
    }
}
