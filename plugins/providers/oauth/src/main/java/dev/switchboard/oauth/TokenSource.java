package dev.switchboard.oauth;

/** A way to get a token. Called by one thread at a time. */
@FunctionalInterface
public interface TokenSource {
    /**
     * Gets a new token; blocks.
     *
     * @throws dev.switchboard.spi.error.GatewayException if there is none
     */
    AccessToken fetch();
}
