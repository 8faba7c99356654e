package dev.switchboard.provider.mock;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.Optional;

/** Makes {@link MockProvider}. */
final class MockFactory implements ProviderFactory<MockConfig> {
    @Override
    public String type() {
        return "mock";
    }

    @Override
    public Class<MockConfig> configType() {
        return MockConfig.class;
    }

    @Override
    public Provider create(String name, MockConfig config, PluginContext context) {
        return new MockProvider(new ConfiguredScript(config), config.dimensions(), context.clock(), Pause.REAL);
    }

    @Override
    public Optional<String> demoModel() {
        return Optional.of("mock");
    }
}
