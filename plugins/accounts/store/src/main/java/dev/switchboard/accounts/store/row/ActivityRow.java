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
        long failed) {}
