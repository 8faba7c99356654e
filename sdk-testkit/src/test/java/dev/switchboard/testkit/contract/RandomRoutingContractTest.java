package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The suite accepts a strategy that draws by weight, and refuses those that do not. */
class RandomRoutingContractTest extends RoutingContract {

    @Override
    protected RoutingStrategy create() {
        return (_, candidates) -> draw(candidates);
    }

    @Override
    protected boolean followsWeights() {
        return true;
    }

    @Test
    void refusesAStrategyThatIgnoresWeights() {
        class FirstContractTest extends RandomRoutingContractTest {
            @Override
            protected RoutingStrategy create() {
                return (_, candidates) -> candidates.getFirst();
            }
        }
        assertThrows(AssertionError.class, new FirstContractTest()::followsWeightsIfDeclared);
    }

    private static Candidate draw(List<Candidate> candidates) {
        double sum = candidates.stream().mapToDouble(Candidate::weight).sum();
        double left = sum * ThreadLocalRandom.current().nextDouble();
        for (Candidate candidate : candidates) {
            left -= candidate.weight();
            if (left < 0) {
                return candidate;
            }
        }
        return candidates.getFirst();
    }
}
