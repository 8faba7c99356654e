package dev.switchboard.routing.cost;

import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.contract.RoutingContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class CostStrategyContractTest extends RoutingContract {
    @TempDir
    Path folder;

    @Override
    protected RoutingStrategy create() {
        return new CostFactory().create("default", new CostConfig(0.25), TestingContext.in(folder));
    }

    @Override
    protected boolean followsWeights() {
        return false;
    }
}
