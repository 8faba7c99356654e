package dev.switchboard.provider.replicate;

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

/** Makes providers for Replicate. */
public final class ReplicateProviderFactory implements ProviderFactory<ReplicateConfig> {
    private static final List<WellKnownKey> KEYS = List.of(key("REPLICATE_API_TOKEN"), key("REPLICATE_API_KEY"));

    private static WellKnownKey key(String variable) {
        return new WellKnownKey(variable, "replicate", Map.of("api-key", "${env:" + variable + "}"));
    }

    @Override
    public String type() {
        return "replicate";
    }

    @Override
    public Class<ReplicateConfig> configType() {
        return ReplicateConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, ReplicateConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), config.callHeaders(), Quirks.UNKNOWN);
        Abilities abilities = Abilities.builder()
                .translate(Operation.CHAT, new ChatTranslator(connection))
                .chatSupport(ChatTranslator.SUPPORT)
                .translate(Operation.IMAGE, new ImageTranslator(connection))
                .build();
        return Provider.of(abilities, config.baseUrl());
    }
}
