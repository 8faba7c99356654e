package dev.switchboard.provider.watsonx;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.net.URI;
import java.util.Map;

class WatsonxLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "apiKey",
                "test-not-a-real-key",
                "baseUrl",
                URI.create("https://example.ml.cloud.ibm.com"),
                "projectId",
                "p",
                "version",
                "2025-02-06",
                "iamUrl",
                URI.create("https://iam.example.com/token"));
    }
}
