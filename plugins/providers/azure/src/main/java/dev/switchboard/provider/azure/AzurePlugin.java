package dev.switchboard.provider.azure;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers OpenAI's models on Azure as a provider. */
@GatewayPlugin("azure")
public final class AzurePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new AzureProviderFactory());
    }
}
