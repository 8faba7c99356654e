package dev.switchboard.spi.example;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

// @start region="plugin"
/** What the bundle offers. */
@GatewayPlugin("acme")
public final class AcmePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new AcmeProviderFactory());
    }
}
// @end
