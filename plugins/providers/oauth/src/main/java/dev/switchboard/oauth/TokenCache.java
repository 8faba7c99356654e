package dev.switchboard.oauth;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.error.GatewayException;

/** Keeps one token and renews it ahead of its end, as a {@link RenewingCache} does. Safe for use by any thread. */
public final class TokenCache {
    private final RenewingCache<AccessToken> tokens;

    /** An empty cache; the first caller waits. */
    public TokenCache(TokenSource source, PluginContext context) {
        tokens = new RenewingCache<>("token", source::fetch, context);
    }

    /**
     * A token that is good for a while.
     *
     * @throws GatewayException if there is none
     */
    public AccessToken get() {
        return tokens.get();
    }
}
