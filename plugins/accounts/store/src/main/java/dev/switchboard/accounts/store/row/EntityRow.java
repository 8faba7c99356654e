package dev.switchboard.accounts.store.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One organisation, team, project, user, key, customer, tag or budget.
 *
 * @param kind           which of them, as {@link EntityKind#label}
 * @param id             unique within its kind
 * @param alias          a name for people
 * @param organizationId to what it belongs, like the three that follow
 * @param document       the rest, as a JSON object
 * @param version        1 for a new one, one more with each change
 */
public record EntityRow(
        String kind,
        String id,
        @Nullable String alias,
        @Nullable String organizationId,
        @Nullable String teamId,
        @Nullable String projectId,
        @Nullable String userId,
        String document,
        long version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {
    /** Its kind. */
    public EntityKind entityKind() {
        return EntityKind.of(kind);
    }
}
