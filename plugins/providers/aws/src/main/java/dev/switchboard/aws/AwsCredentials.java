package dev.switchboard.aws;

import dev.switchboard.oauth.Expiring;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Credentials.
 *
 * @param accessKeyId     the key's name
 * @param secretAccessKey secret
 * @param sessionToken    secret; comes with temporary credentials
 * @param expires         when they end, or should be read again; {@link Instant#MAX} for never
 */
public record AwsCredentials(String accessKeyId, String secretAccessKey, Optional<String> sessionToken, Instant expires)
        implements Expiring {
    /** Checks that nothing is null. */
    public AwsCredentials {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secretAccessKey);
        Objects.requireNonNull(sessionToken);
        Objects.requireNonNull(expires);
    }

    /** When they end only: they are secret. */
    @Override
    public String toString() {
        return "AwsCredentials[until " + expires + "]";
    }
}
