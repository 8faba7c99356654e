package dev.switchboard.provider.mock;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.time.Duration;
import java.util.Map;

class MockLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("delay", Duration.ZERO, "tokenInterval", Duration.ZERO, "dimensions", 3);
    }
}
