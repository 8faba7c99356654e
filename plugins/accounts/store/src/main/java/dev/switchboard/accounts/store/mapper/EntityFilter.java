package dev.switchboard.accounts.store.mapper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entities of a kind are meant; what is null does not matter. An empty list of ids means none: do not ask. */
public record EntityFilter(
        @Nullable String organizationId,
        @Nullable String teamId,
        @Nullable String projectId,
        @Nullable String userId,
        @Nullable String alias,
        @Nullable List<String> ids) {
    /** All. */
    public static final EntityFilter ALL = new EntityFilter(null, null, null, null, null, null);

    /** Those of a team. */
    public static EntityFilter ofTeam(String team) {
        return new EntityFilter(null, team, null, null, null, null);
    }

    /** Those of a user. */
    public static EntityFilter ofUser(String user) {
        return new EntityFilter(null, null, null, user, null, null);
    }

    /** Those of an organisation. */
    public static EntityFilter ofOrganization(String organization) {
        return new EntityFilter(organization, null, null, null, null, null);
    }
}
