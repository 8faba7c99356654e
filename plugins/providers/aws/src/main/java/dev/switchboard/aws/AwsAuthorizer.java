package dev.switchboard.aws;

import dev.switchboard.oauth.RenewingCache;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.InstantSource;

/** Signs a provider's requests with credentials that are renewed before they end. Safe for use by any thread. */
public final class AwsAuthorizer {
    private final SigV4 signer;
    private final RenewingCache<AwsCredentials> credentials;
    private final InstantSource clock;

    /** Signs for one service, as whoever the source says. */
    public AwsAuthorizer(SigV4 signer, CredentialSource source, PluginContext context) {
        this.signer = signer;
        this.credentials = new RenewingCache<>("credentials", source.fetch(), context);
        this.clock = context.clock();
    }

    /**
     * The request with its signature; blocks while there are no good credentials.
     *
     * @throws dev.switchboard.spi.error.GatewayException if there are none to be had
     */
    public UpstreamRequest authorize(UpstreamRequest request) {
        return signer.sign(request, credentials.get(), clock.instant());
    }
}
