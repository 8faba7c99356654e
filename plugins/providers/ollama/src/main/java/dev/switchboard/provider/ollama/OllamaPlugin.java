package dev.switchboard.provider.ollama;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Ollama's own API as a provider. */
@GatewayPlugin("ollama")
public final class OllamaPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new OllamaProviderFactory());
    }
}
