package dev.switchboard.provider.cohere;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Cohere's API as a provider. */
@GatewayPlugin("cohere")
public final class CoherePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new CohereProviderFactory());
    }
}
