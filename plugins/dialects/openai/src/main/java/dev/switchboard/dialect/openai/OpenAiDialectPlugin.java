package dev.switchboard.dialect.openai;

import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Lets callers speak OpenAI's format. */
@GatewayPlugin("dialect-openai")
public final class OpenAiDialectPlugin implements Plugin {
    @Override
    public List<Dialect> dialects() {
        return List.of(new OpenAiDialect());
    }
}
