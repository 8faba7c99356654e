package dev.switchboard.provider.vertex;

import dev.switchboard.oauth.BearerTokens;
import dev.switchboard.oauth.TokenCache;
import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiConnection.Service;
import dev.switchboard.wire.gemini.GeminiWire;
import dev.switchboard.wire.gemini.embedding.PredictTranslator;
import dev.switchboard.wire.gemini.relay.GeminiRelay;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes providers for Vertex AI. */
public final class VertexProviderFactory implements ProviderFactory<VertexConfig> {
    private static final String VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS";
    private static final List<WellKnownKey> KEYS = List.of(
            new WellKnownKey(VARIABLE, "vertex", Map.of("credentials-file", "${env:" + VARIABLE + "}")),
            new WellKnownKey(
                    VARIABLE,
                    "vertex-claude",
                    Map.of("credentials-file", "${env:" + VARIABLE + "}", "publisher", "anthropic")));

    @Override
    public String type() {
        return "vertex";
    }

    @Override
    public Class<VertexConfig> configType() {
        return VertexConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, VertexConfig config, PluginContext context) {
        Headers.Builder headers = Headers.builder();
        config.headers().forEach(headers::set);
        if (config.apiKey().isPresent()) {
            headers.set("x-goog-api-key", config.apiKey().get());
            Abilities abilities = abilities(config.address(), headers.build());
            return Provider.of(abilities, config.address());
        }
        Credentials credentials = Credentials.of(config, context);
        String project = config.project()
                .or(credentials::project)
                .orElseThrow(() -> new IllegalArgumentException(
                        "project: not set, and the credentials name none (expected: a Google Cloud project)"));
        URI location = URI.create(config.address() + "/projects/" + project + "/locations/" + config.location());
        Abilities abilities = config.publisher() == Publisher.ANTHROPIC
                ? new ClaudeHosting(location, headers.build(), config.defaultMaxTokens()).abilities()
                : abilities(location, headers.build());
        BearerTokens tokens = new BearerTokens(new TokenCache(credentials.tokens(), context));
        return credentials.ofTheMachine()
                ? new VertexProvider(abilities, Set.of(config.address()), Set.of(credentials.endpoint()), tokens)
                : new VertexProvider(abilities, Set.of(config.address(), credentials.endpoint()), Set.of(), tokens);
    }

    private static Abilities abilities(URI location, Headers headers) {
        GeminiConnection connection = new GeminiConnection(location, headers, Service.VERTEX);
        return GeminiWire.chat(connection)
                .translate(Operation.EMBEDDING, new PredictTranslator(connection))
                .relay(Wire.GEMINI_EMBED, GeminiRelay.of(connection, "embedContent"))
                .build();
    }
}
