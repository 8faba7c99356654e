package dev.switchboard.provider.cohere;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import dev.switchboard.wire.openai.relay.OperationObserver;
import dev.switchboard.wire.openai.relay.OperationRelay;
import dev.switchboard.wire.openai.rerank.RerankTranslator;
import java.util.List;
import java.util.Map;

/** Makes providers for Cohere's API. */
public final class CohereProviderFactory implements ProviderFactory<CohereConfig> {
    private static final List<WellKnownKey> KEYS = List.of(key("COHERE_API_KEY"), key("CO_API_KEY"));
    private static final String RERANK_PATH = "/v2/rerank";

    private static WellKnownKey key(String variable) {
        return new WellKnownKey(variable, "cohere", Map.of("api-key", "${env:" + variable + "}"));
    }

    @Override
    public String type() {
        return "cohere";
    }

    @Override
    public Class<CohereConfig> configType() {
        return CohereConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, CohereConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), config.callHeaders(), Quirks.UNKNOWN);
        Abilities abilities = Abilities.builder()
                .translate(Operation.CHAT, new ChatTranslator(connection, context.clock()))
                .chatSupport(ChatTranslator.SUPPORT)
                .translate(Operation.EMBEDDING, new EmbedTranslator(connection))
                .translate(Operation.RERANK, new CohereRerankTranslator(connection, RERANK_PATH))
                .relay(
                        Wire.COHERE_RERANK,
                        new OperationRelay(
                                connection,
                                RERANK_PATH,
                                request -> new OperationObserver(".done", RerankTranslator::usage),
                                CohereErrors::read))
                .build();
        return Provider.of(abilities, config.baseUrl());
    }
}
