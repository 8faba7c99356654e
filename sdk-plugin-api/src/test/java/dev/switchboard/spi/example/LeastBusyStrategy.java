package dev.switchboard.spi.example;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

// @start region="strategy"
/** Takes the target that serves the fewest calls for its weight. */
final class LeastBusyStrategy implements RoutingStrategy {
    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return candidates.stream()
                .min(Comparator.comparingDouble(LeastBusyStrategy::load))
                .orElseThrow();
    }

    private static double load(Candidate candidate) {
        return candidate.weight() == 0 ? Double.MAX_VALUE : (candidate.inFlight() + 1) / candidate.weight();
    }
}
// @end
