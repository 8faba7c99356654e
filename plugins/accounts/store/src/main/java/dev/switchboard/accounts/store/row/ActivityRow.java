package dev.switchboard.accounts.store.row;

import java.time.LocalDate;

/** Sums of one day for one entity, key, model and provider. */
public record ActivityRow(
        String id,
        LocalDate activityDate,
        String kind,
        String entityId,
        String keyHash,
        String modelGroup,
        String model,
        String provider,
        long cost,
        long inputTokens,
        long outputTokens,
        long cacheRead,
        long cacheWrite,
        long requests,
        long succeeded,
        long failed) {
    /** The sum of two rows of the same id. */
    public ActivityRow plus(ActivityRow other) {
        return new ActivityRow(
                id,
                activityDate,
                kind,
                entityId,
                keyHash,
                modelGroup,
                model,
                provider,
                Math.addExact(cost, other.cost),
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                requests + other.requests,
                succeeded + other.succeeded,
                failed + other.failed);
    }
}
