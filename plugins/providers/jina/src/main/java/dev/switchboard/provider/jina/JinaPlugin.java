package dev.switchboard.provider.jina;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Jina AI's API as a provider. */
@GatewayPlugin("jina")
public final class JinaPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new JinaProviderFactory());
    }
}
