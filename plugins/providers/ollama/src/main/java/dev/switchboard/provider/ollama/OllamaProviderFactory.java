package dev.switchboard.provider.ollama;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import java.util.List;
import java.util.Map;

/** Makes providers for Ollama's own API. */
public final class OllamaProviderFactory implements ProviderFactory<OllamaConfig> {
    /** A key is for Ollama's cloud; a server of one's own needs none. */
    private static final List<WellKnownKey> KEYS = List.of(new WellKnownKey(
            "OLLAMA_API_KEY", "ollama", Map.of("base-url", "https://ollama.com", "api-key", "${env:OLLAMA_API_KEY}")));

    @Override
    public String type() {
        return "ollama";
    }

    @Override
    public Class<OllamaConfig> configType() {
        return OllamaConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, OllamaConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), config.callHeaders(), Quirks.UNKNOWN);
        ModelSettings settings = ModelSettings.of(config);
        Abilities abilities = Abilities.builder()
                .translate(Operation.CHAT, new ChatTranslator(connection, settings))
                .chatSupport(ChatTranslator.SUPPORT)
                .translate(Operation.EMBEDDING, new EmbedTranslator(connection, settings))
                .build();
        return Provider.of(abilities, config.baseUrl());
    }
}
