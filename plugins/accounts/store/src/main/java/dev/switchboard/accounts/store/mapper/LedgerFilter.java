package dev.switchboard.accounts.store.mapper;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which rows of the ledger are meant; what is null does not matter. */
public record LedgerFilter(
        @Nullable String requestId,
        @Nullable String keyHash,
        @Nullable String userId,
        @Nullable String teamId,
        @Nullable String endUser,
        @Nullable Instant since,
        @Nullable Instant before) {}
