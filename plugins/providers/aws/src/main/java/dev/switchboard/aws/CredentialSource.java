package dev.switchboard.aws;

import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A way to credentials.
 *
 * @param fetch            gets new ones; may block, and throws a {@link dev.switchboard.spi.error.GatewayException} if there are
 *                         none
 * @param destinations     where it connects to
 * @param metadataServices where it connects to on the machine's network
 */
public record CredentialSource(Supplier<AwsCredentials> fetch, Set<URI> destinations, Set<URI> metadataServices) {
    /** Copies the sets. */
    public CredentialSource {
        destinations = Set.copyOf(destinations);
        metadataServices = Set.copyOf(metadataServices);
    }

    /** One that connects to nothing. */
    static CredentialSource local(Supplier<AwsCredentials> fetch) {
        return new CredentialSource(fetch, Set.of(), Set.of());
    }
}
