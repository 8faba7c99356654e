package dev.switchboard.provider.replicate;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class ReplicateLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "test-not-a-real-key", "baseUrl", URI.create("https://api.example.com"));
    }
}
