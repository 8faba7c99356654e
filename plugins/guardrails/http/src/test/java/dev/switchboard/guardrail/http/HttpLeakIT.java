package dev.switchboard.guardrail.http;

import dev.switchboard.spi.config.DataSize;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class HttpLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "url",
                URI.create("http://guard.test/check"),
                "check",
                List.of("request"),
                "secretHeader",
                "authorization",
                "timeout",
                Duration.ofSeconds(1),
                "maxText",
                DataSize.parse("1MB"));
    }
}
