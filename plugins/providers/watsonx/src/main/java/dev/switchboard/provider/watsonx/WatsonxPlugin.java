package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers IBM watsonx.ai as a provider. */
@GatewayPlugin("watsonx")
public final class WatsonxPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new WatsonxProviderFactory());
    }
}
