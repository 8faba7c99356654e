package dev.switchboard.provider.vertex;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.Map;

class VertexLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of(
                "apiKey",
                "test-not-a-real-key",
                "location",
                "global",
                "publisher",
                "GOOGLE",
                "defaultMaxTokens",
                4096L);
    }
}
