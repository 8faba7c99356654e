package dev.switchboard.provider.gemini;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.gemini.GeminiConnection;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Map;

/** Makes providers for the Gemini API. */
public final class GeminiProviderFactory implements ProviderFactory<GeminiConfig> {
    private static final List<WellKnownKey> KEYS = List.of(key("GEMINI_API_KEY"), key("GOOGLE_API_KEY"));

    private static WellKnownKey key(String variable) {
        return new WellKnownKey(variable, "gemini", Map.of("api-key", "${env:" + variable + "}"));
    }

    @Override
    public String type() {
        return "gemini";
    }

    @Override
    public Class<GeminiConfig> configType() {
        return GeminiConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, GeminiConfig config, PluginContext context) {
        GeminiConnection connection =
                new GeminiConnection(config.baseUrl(), config.callHeaders(), GeminiConnection.Service.GEMINI_API);
        Abilities abilities = GeminiWire.all(connection);
        return Provider.of(abilities, config.baseUrl());
    }
}
