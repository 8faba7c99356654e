package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.callback.CallbackFactory;
import java.nio.file.Path;

/** Makes {@link JsonlCallback}. */
final class JsonlFactory implements CallbackFactory<JsonlConfig> {
    @Override
    public String type() {
        return "jsonl";
    }

    @Override
    public Class<JsonlConfig> configType() {
        return JsonlConfig.class;
    }

    @Override
    public Callback create(String name, JsonlConfig config, PluginContext context) {
        Path path = context.dataDirectory().resolve(config.path());
        LogFile file = new LogFile(path, config.maxSize().bytes(), config.keep(), context.logger());
        return new JsonlCallback(file, config.content(), config.usage());
    }
}
