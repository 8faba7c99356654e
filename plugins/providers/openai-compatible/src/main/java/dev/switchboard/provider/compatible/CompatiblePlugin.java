package dev.switchboard.provider.compatible;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers every server of OpenAI's format as a provider. */
@GatewayPlugin("openai-compatible")
public final class CompatiblePlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new CompatibleProviderFactory());
    }
}
