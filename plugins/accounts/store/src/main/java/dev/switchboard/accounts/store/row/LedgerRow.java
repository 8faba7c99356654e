package dev.switchboard.accounts.store.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt at an upstream, or one reply from a cache. Tags, buckets and decisions are JSON. */
public record LedgerRow(
        String id,
        String exchangeId,
        int attempt,
        Instant startedAt,
        long durationUs,
        @Nullable Long firstContentUs,
        String status,
        int httpStatus,
        @Nullable String error,
        String callerId,
        @Nullable String keyHash,
        @Nullable String userId,
        @Nullable String teamId,
        @Nullable String organizationId,
        @Nullable String projectId,
        @Nullable String endUser,
        String tags,
        String dialect,
        String operation,
        String modelGroup,
        boolean streamed,
        String target,
        String provider,
        String model,
        @Nullable String upstreamId,
        long inputTokens,
        long outputTokens,
        String buckets,
        boolean estimated,
        long cost,
        boolean priced,
        String priceVersion,
        String decisions) {}
