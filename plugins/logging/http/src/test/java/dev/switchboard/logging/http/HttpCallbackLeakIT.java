package dev.switchboard.logging.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.time.Duration;
import java.util.Map;

class HttpCallbackLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "url",
                Receiver.URL,
                "maxBatch",
                100,
                "maxBytes",
                DataSize.parse("1MB"),
                "timeout",
                Duration.ofSeconds(1),
                "tries",
                1,
                "content",
                false,
                "usage",
                true);
    }
}
