package dev.switchboard.routing.priority;

import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.contract.RoutingContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PriorityStrategyContractTest extends RoutingContract {
    @TempDir
    Path folder;

    @Override
    protected RoutingStrategy create() {
        return new PriorityFactory().create("default", new PriorityConfig(), TestingContext.in(folder));
    }

    @Override
    protected boolean followsWeights() {
        return false;
    }
}
