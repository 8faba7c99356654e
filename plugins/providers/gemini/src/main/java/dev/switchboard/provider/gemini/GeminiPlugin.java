package dev.switchboard.provider.gemini;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers the Gemini API as a provider. */
@GatewayPlugin("gemini")
public final class GeminiPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new GeminiProviderFactory());
    }
}
