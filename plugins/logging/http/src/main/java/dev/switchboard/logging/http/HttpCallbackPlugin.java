package dev.switchboard.logging.http;

import dev.switchboard.spi.callback.CallbackFactory;
import dev.switchboard.spi.plugin.GatewayPlugin;
import dev.switchboard.spi.plugin.Plugin;
import java.util.List;

/** Offers the callback type {@code http}. */
@GatewayPlugin("logging-http")
public final class HttpCallbackPlugin implements Plugin {
    @Override
    public List<CallbackFactory<?>> callbacks() {
        return List.of(new HttpCallbackFactory());
    }
}
