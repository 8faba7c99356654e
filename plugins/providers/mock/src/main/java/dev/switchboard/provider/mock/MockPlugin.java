package dev.switchboard.provider.mock;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers the provider {@code mock}. */
@GatewayPlugin("provider-mock")
public final class MockPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new MockFactory());
    }
}
