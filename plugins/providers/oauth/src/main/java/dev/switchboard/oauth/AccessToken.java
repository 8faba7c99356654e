package dev.switchboard.oauth;

import java.time.Instant;
import java.util.Objects;

/**
 * A token.
 *
 * @param value   secret
 * @param expires when it ends
 */
public record AccessToken(String value, Instant expires) implements Expiring {
    /** Checks that nothing is null. */
    public AccessToken {
        Objects.requireNonNull(value);
        Objects.requireNonNull(expires);
    }

    /** When it ends only: it is secret. */
    @Override
    public String toString() {
        return "AccessToken[until " + expires + "]";
    }
}
