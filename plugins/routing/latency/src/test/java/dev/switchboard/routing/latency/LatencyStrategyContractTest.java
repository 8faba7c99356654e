package dev.switchboard.routing.latency;

import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.contract.RoutingContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LatencyStrategyContractTest extends RoutingContract {
    @TempDir
    Path folder;

    @Override
    protected RoutingStrategy create() {
        return new LatencyFactory().create("default", new LatencyConfig(200), TestingContext.in(folder));
    }

    @Override
    protected boolean followsWeights() {
        return false;
    }
}
