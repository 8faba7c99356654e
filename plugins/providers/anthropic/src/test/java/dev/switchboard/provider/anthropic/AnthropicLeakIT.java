package dev.switchboard.provider.anthropic;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class AnthropicLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "apiKey",
                "test-not-a-real-key",
                "baseUrl",
                URI.create("https://api.example.com"),
                "version",
                "2023-06-01",
                "defaultMaxTokens",
                4096L);
    }
}
