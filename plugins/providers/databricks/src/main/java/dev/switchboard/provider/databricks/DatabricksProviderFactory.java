package dev.switchboard.provider.databricks;

import dev.switchboard.oauth.AuthorizedProvider;
import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.oauth.Grants;
import dev.switchboard.oauth.TokenCache;
import dev.switchboard.oauth.TokenEndpoint;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.OpenAiWire;
import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes providers for the models that a Databricks workspace serves.
 *
 * <p>Sources: "Use foundation models" and "Authorize service principal access to Databricks with OAuth" of Databricks's documentation,
 * and a recording.
 */
public final class DatabricksProviderFactory implements ProviderFactory<DatabricksConfig> {
    @Override
    public String type() {
        return "databricks";
    }

    @Override
    public Class<DatabricksConfig> configType() {
        return DatabricksConfig.class;
    }

    @Override
    public Provider create(String name, DatabricksConfig config, PluginContext context) {
        Headers.Builder headers = Headers.builder();
        config.token().ifPresent(token -> headers.add("authorization", "Bearer " + token));
        config.headers().forEach(headers::set);
        String origin =
                config.workspace().getScheme() + "://" + config.workspace().getRawAuthority();
        Connection connection =
                new Connection(URI.create(origin + "/serving-endpoints"), headers.build(), Quirks.UNKNOWN);
        Provider provider = OpenAiWire.provider(connection, capabilities(config));
        return config.clientSecret()
                .map(secret -> authorized(provider, config, secret, origin, context))
                .orElse(provider);
    }

    /** The workspace gives out the tokens of its service principals itself. */
    private static Provider authorized(
            Provider provider, DatabricksConfig config, String secret, String origin, PluginContext context) {
        TokenEndpoint endpoint = new TokenEndpoint(URI.create(origin + "/oidc/v1/token"), context);
        BearerTokens tokens = new BearerTokens(new TokenCache(
                Grants.basicCredentials(endpoint, config.clientId().orElseThrow(), secret, Map.of("scope", "all-apis")),
                context));
        return new AuthorizedProvider(provider.abilities(), provider.destinations(), Set.of(), tokens::authorize);
    }

    private static Set<Capability> capabilities(DatabricksConfig config) {
        return config.capabilities().isEmpty()
                ? EnumSet.of(Capability.CHAT, Capability.COMPLETIONS, Capability.EMBEDDINGS)
                : EnumSet.copyOf(config.capabilities());
    }
}
