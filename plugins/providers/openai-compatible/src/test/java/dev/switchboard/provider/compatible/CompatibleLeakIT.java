package dev.switchboard.provider.compatible;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.Map;

class CompatibleLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("vendor", "groq", "apiKey", "sk-test-not-a-real-key");
    }
}
