package dev.switchboard.provider.openai;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class OpenAiLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "sk-test-not-a-real-key", "baseUrl", URI.create("https://api.example.com/v1"));
    }
}
