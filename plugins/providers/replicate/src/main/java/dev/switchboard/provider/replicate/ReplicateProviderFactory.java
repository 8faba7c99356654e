package dev.switchboard.provider.replicate;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.provider.Abilities;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import dev.switchboard.spi.provider.WellKnownKey;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes providers for Replicate. */
public final class ReplicateProviderFactory implements ProviderFactory<ReplicateConfig> {
    private static final List<WellKnownKey> KEYS = List.of(key("REPLICATE_API_TOKEN"), key("REPLICATE_API_KEY"));

    /** Below these are the hosts that it streams from. */
    static final List<String> DOMAINS = List.of("replicate.com", "replicate.net");

    private record ReplicateProvider(Abilities abilities, Set<URI> destinations) implements Provider {}

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
        Set<URI> destinations = new HashSet<>(Set.of(config.baseUrl()));
        DOMAINS.forEach(domain -> destinations.add(URI.create("https://*." + domain)));
        return new ReplicateProvider(abilities, Set.copyOf(destinations));
    }
}
