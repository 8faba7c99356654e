package ${package};

import dev.switchboard.spi.Component;
import dev.switchboard.spi.callback.Callback;
import dev.switchboard.testkit.doubles.TestingReport;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;
import java.util.Map;

class ${name}LeakIT extends PluginLeakContract {
    @Override
    protected Map<String, Object> settings() {
        return Map.of("file", "exchanges.txt");
    }

    @Override
    protected void use(Component instance) {
        if (instance instanceof Callback callback) {
            callback.report(List.of(TestingReport.completed("one")));
        }
    }
}
