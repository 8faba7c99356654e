package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers the callback {@code jsonl}. */
@GatewayPlugin("logging-jsonl")
public final class JsonlPlugin implements Plugin {
    @Override
    public List<CallbackFactory<?>> callbacks() {
        return List.of(new JsonlFactory());
    }
}
