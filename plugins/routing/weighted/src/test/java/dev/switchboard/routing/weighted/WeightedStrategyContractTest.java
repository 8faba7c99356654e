package dev.switchboard.routing.weighted;

import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.contract.RoutingContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WeightedStrategyContractTest extends RoutingContract {
    @TempDir
    Path folder;

    @Override
    protected RoutingStrategy create() {
        return new WeightedFactory().create("default", new WeightedConfig(), TestingContext.in(folder));
    }

    @Override
    protected boolean followsWeights() {
        return true;
    }
}
