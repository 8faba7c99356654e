package dev.switchboard.routing.complexity;

import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.contract.RoutingContract;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ComplexityStrategyContractTest extends RoutingContract {
    @TempDir
    Path folder;

    @Override
    protected RoutingStrategy create() {
        return new ComplexityFactory().create("default", new ComplexityConfig(List.of()), TestingContext.in(folder));
    }

    @Override
    protected boolean followsWeights() {
        return false;
    }
}
