package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers LiteLLM's configuration file as a format. */
@GatewayPlugin("litellm-config")
public final class LiteLlmConfigPlugin implements Plugin {
    @Override
    public List<ConfigFormat> configFormats() {
        return List.of(new LiteLlmFormat());
    }
}
