package dev.switchboard.provider.vertex;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Vertex AI as a provider. */
@GatewayPlugin("vertex")
public final class VertexPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new VertexProviderFactory());
    }
}
