package dev.switchboard.routing.latency;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.Map;

class LatencyLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("tokens", 0);
    }
}
