package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Bedrock in one region.
 *
 * @param abilities        what it can do
 * @param destinations     the API, and where credentials come from
 * @param metadataServices where they come from on a machine of the cloud
 * @param authorizer       puts a signature or a key on each request
 */
record BedrockProvider(
        Abilities abilities,
        Set<URI> destinations,
        Set<URI> metadataServices,
        UnaryOperator<UpstreamRequest> authorizer)
        implements Provider {
    @Override
    public UpstreamRequest authorize(UpstreamRequest request) {
        return authorizer.apply(request);
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "BedrockProvider" + destinations;
    }
}
