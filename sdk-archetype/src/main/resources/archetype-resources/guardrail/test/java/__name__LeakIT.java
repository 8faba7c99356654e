package ${package};

import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;
import java.util.Map;

class ${name}LeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("words", List.of("xyzzy"));
    }
}
