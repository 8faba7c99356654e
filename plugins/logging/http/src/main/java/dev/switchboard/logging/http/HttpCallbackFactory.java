package dev.switchboard.logging.http;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.callback.CallbackFactory;

/** Makes {@link HttpCallback}. */
final class HttpCallbackFactory implements CallbackFactory<HttpCallbackConfig> {
    @Override
    public String type() {
        return "http";
    }

    @Override
    public Class<HttpCallbackConfig> configType() {
        return HttpCallbackConfig.class;
    }

    @Override
    public Callback create(String name, HttpCallbackConfig config, PluginContext context) {
        Latch closed = new Latch();
        return new HttpCallback(
                config, new Delivery(config, context.outbound(), context.clock(), closed), context.logger(), closed);
    }
}
