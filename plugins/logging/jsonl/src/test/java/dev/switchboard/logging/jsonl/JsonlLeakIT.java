package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.nio.file.Path;
import java.util.Map;

class JsonlLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "path",
                Path.of("exchanges.jsonl"),
                "maxSize",
                DataSize.parse("1MB"),
                "keep",
                1,
                "content",
                false,
                "usage",
                true);
    }
}
