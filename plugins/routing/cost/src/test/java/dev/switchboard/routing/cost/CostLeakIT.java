package dev.switchboard.routing.cost;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.Map;

class CostLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("outputShare", 0.25);
    }
}
