package dev.switchboard.oauth;

import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A provider whose credentials take time to get or depend on the request.
 *
 * @param abilities        what it can do
 * @param destinations     the API, and where credentials come from
 * @param metadataServices where credentials come from on the machine's network
 * @param authorizer       puts them on a request; as {@link Provider#authorize}
 */
public record AuthorizedProvider(
        Abilities abilities,
        Set<URI> destinations,
        Set<URI> metadataServices,
        UnaryOperator<UpstreamRequest> authorizer)
        implements Provider {
    /** Copies the sets. */
    public AuthorizedProvider {
        Objects.requireNonNull(abilities);
        Objects.requireNonNull(authorizer);
        destinations = Set.copyOf(destinations);
        metadataServices = Set.copyOf(metadataServices);
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request) {
        return authorizer.apply(request);
    }

    /** Where it connects to only. */
    @Override
    public String toString() {
        return "AuthorizedProvider" + destinations;
    }
}
