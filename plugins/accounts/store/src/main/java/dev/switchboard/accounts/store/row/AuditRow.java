package dev.switchboard.accounts.store.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that somebody made.
 *
 * @param action        created, updated or deleted
 * @param beforeValue   the document before; null for a new one
 * @param updatedValues the document after; null for one that was deleted
 */
public record AuditRow(
        String id,
        Instant changedAt,
        String actor,
        String action,
        String kind,
        String entityId,
        @Nullable String beforeValue,
        @Nullable String updatedValues) {}
