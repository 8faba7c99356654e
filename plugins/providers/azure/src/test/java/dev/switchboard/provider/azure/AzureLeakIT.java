package dev.switchboard.provider.azure;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class AzureLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "test-not-a-real-key", "endpoint", URI.create("https://example.openai.azure.com"));
    }
}
