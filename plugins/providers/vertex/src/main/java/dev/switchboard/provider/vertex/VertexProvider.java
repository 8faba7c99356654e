package dev.switchboard.provider.vertex;

import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.upstream.UpstreamRequest;

/**
 * Vertex AI with tokens.
 *
 * @param abilities what it can do
 * @param tokens    put on each request
 */
record VertexProvider(Abilities abilities, BearerTokens tokens) implements Provider {
    @Override
    public UpstreamRequest authorize(UpstreamRequest request) {
        return tokens.authorize(request);
    }
}
