package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Lets callers speak Gemini's format. */
@GatewayPlugin("dialect-gemini")
public final class GeminiDialectPlugin implements Plugin {
    @Override
    public List<Dialect> dialects() {
        return List.of(new GeminiDialect());
    }
}
