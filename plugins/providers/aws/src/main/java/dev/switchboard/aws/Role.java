package dev.switchboard.aws;

import java.util.Optional;

/**
 * A role to take on.
 *
 * @param sessionName what to call the session
 * @param externalId  what the role's owner demands
 */
record Role(String arn, String sessionName, Optional<String> externalId) {
    private static final String NAME = "switchboard";

    static Role of(String arn, Optional<String> sessionName, Optional<String> externalId) {
        return new Role(arn, sessionName.orElse(NAME), externalId);
    }
}
