package dev.switchboard.provider.vertex;

import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.Set;

/**
 * Vertex AI with tokens.
 *
 * @param abilities what it can do
 * @param destinations the API, and where tokens come from
 * @param metadataServices where tokens come from on a machine of the cloud
 * @param tokens    put on each request
 */
record VertexProvider(Abilities abilities, Set<URI> destinations, Set<URI> metadataServices, BearerTokens tokens)
        implements Provider {
    @Override
    public UpstreamRequest authorize(UpstreamRequest request) {
        return tokens.authorize(request);
    }
}
