package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Lets callers speak Anthropic's format. */
@GatewayPlugin("dialect-anthropic")
public final class AnthropicDialectPlugin implements Plugin {
    @Override
    public List<Dialect> dialects() {
        return List.of(new AnthropicDialect());
    }
}
