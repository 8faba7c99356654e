package dev.switchboard.provider.voyage;

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

/** Makes providers for Voyage AI's API. */
public final class VoyageProviderFactory implements ProviderFactory<VoyageConfig> {
    private static final List<WellKnownKey> KEYS =
            List.of(new WellKnownKey("VOYAGE_API_KEY", "voyage", Map.of("api-key", "${env:VOYAGE_API_KEY}")));

    @Override
    public String type() {
        return "voyage";
    }

    @Override
    public Class<VoyageConfig> configType() {
        return VoyageConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, VoyageConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), config.callHeaders(), Quirks.UNKNOWN);
        Abilities abilities = Abilities.builder()
                .translate(Operation.EMBEDDING, new VoyageEmbeddings(connection))
                .translate(Operation.RERANK, new VoyageRerank(connection))
                .build();
        return Provider.of(abilities, config.baseUrl());
    }
}
