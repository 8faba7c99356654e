package dev.switchboard.provider.openai;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers OpenAI's own API as a provider. */
@GatewayPlugin("openai")
public final class OpenAiPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new OpenAiProviderFactory());
    }
}
