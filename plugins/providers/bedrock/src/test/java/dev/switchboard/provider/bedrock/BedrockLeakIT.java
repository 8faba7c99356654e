package dev.switchboard.provider.bedrock;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.Map;

class BedrockLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("region", "eu-central-1", "apiKey", "test-not-a-real-key", "defaultMaxTokens", 4096L);
    }
}
