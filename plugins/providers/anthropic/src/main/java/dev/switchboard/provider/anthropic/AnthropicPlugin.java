package dev.switchboard.provider.anthropic;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Anthropic's own API as a provider. */
@GatewayPlugin("anthropic")
public final class AnthropicPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new AnthropicProviderFactory());
    }
}
