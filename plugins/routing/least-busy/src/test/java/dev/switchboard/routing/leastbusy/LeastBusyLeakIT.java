package dev.switchboard.routing.leastbusy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import dev.switchboard.testkit.leak.PluginLeakContract;
import java.util.List;

class LeastBusyLeakIT extends PluginLeakContract {
    @Override
    protected void use(Component instance) {
        if (instance instanceof RoutingStrategy strategy) {
            List<Candidate> candidates = List.of(TestingCandidate.of("a", 1), TestingCandidate.of("b", 1));
            assertTrue(candidates.contains(strategy.choose(TestingExchange.chat("m"), candidates)));
        }
    }
}
