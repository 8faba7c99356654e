package dev.switchboard.provider.replicate;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Replicate as a provider. */
@GatewayPlugin("replicate")
public final class ReplicatePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new ReplicateProviderFactory());
    }
}
