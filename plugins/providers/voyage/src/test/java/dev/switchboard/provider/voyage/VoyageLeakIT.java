package dev.switchboard.provider.voyage;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class VoyageLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("apiKey", "test-not-a-real-key", "baseUrl", URI.create("https://api.example.com"));
    }
}
