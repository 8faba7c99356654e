package dev.switchboard.provider.jina;

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

/** Makes providers for Jina AI's API. */
public final class JinaProviderFactory implements ProviderFactory<JinaConfig> {
    private static final List<WellKnownKey> KEYS = List.of(key("JINA_API_KEY"), key("JINA_AI_API_KEY"));
    private static final String RERANK_PATH = "/rerank";

    private static WellKnownKey key(String variable) {
        return new WellKnownKey(variable, "jina", Map.of("api-key", "${env:" + variable + "}"));
    }

    @Override
    public String type() {
        return "jina";
    }

    @Override
    public Class<JinaConfig> configType() {
        return JinaConfig.class;
    }

    @Override
    public List<WellKnownKey> wellKnownKeys() {
        return KEYS;
    }

    @Override
    public Provider create(String name, JinaConfig config, PluginContext context) {
        Connection connection = new Connection(config.baseUrl(), config.callHeaders(), Quirks.UNKNOWN);
        Abilities abilities = Abilities.builder()
                .translate(Operation.EMBEDDING, new JinaEmbeddings(connection))
                .translate(Operation.RERANK, new RerankTranslator(connection, RERANK_PATH))
                .relay(
                        Wire.JINA_RERANK,
                        new OperationRelay(
                                connection,
                                RERANK_PATH,
                                request -> new OperationObserver(".done", RerankTranslator::usage)))
                .build();
        return Provider.of(abilities, config.baseUrl());
    }
}
