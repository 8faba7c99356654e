package dev.switchboard.provider.bedrock;

import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.provider.ProviderFactory;
import java.util.List;

/** Offers Amazon Bedrock as a provider. */
@GatewayPlugin("bedrock")
public final class BedrockPlugin implements Plugin {
    @Override
    public List<ProviderFactory<?>> providers() {
        return List.of(new BedrockProviderFactory());
    }
}
