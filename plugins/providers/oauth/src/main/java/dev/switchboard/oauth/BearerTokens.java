package dev.switchboard.oauth;

import dev.switchboard.spi.upstream.UpstreamRequest;

/** Puts a token on requests. Safe for use by any thread. */
public final class BearerTokens {
    private final TokenCache tokens;

    /** Tokens of a cache. */
    public BearerTokens(TokenCache tokens) {
        this.tokens = tokens;
    }

    /**
     * The request with a good token; blocks while there is none.
     *
     * @throws dev.switchboard.spi.error.GatewayException if there is none to be had
     */
    public UpstreamRequest authorize(UpstreamRequest request) {
        return request.withHeaders(request.headers().toBuilder()
                .set("authorization", "Bearer " + tokens.get().value())
                .build());
    }
}
