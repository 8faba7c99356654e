package dev.switchboard.provider.voyage;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Voyage AI's API as a provider. */
@GatewayPlugin("voyage")
public final class VoyagePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new VoyageProviderFactory());
    }
}
