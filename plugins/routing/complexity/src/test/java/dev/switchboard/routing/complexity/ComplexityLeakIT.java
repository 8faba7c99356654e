package dev.switchboard.routing.complexity;

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;
import java.util.Map;

class ComplexityLeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("rules", List.of());
    }
}
