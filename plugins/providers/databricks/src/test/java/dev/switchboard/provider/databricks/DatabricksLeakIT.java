package dev.switchboard.provider.databricks;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class DatabricksLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "token", "test-not-a-real-token", "workspace", URI.create("https://example.cloud.databricks.com"));
    }
}
