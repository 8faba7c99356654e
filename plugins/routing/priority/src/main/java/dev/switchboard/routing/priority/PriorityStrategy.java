package dev.switchboard.routing.priority;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;

/** Takes the first candidate in the order of the configuration. */
final class PriorityStrategy implements RoutingStrategy {
    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return candidates.getFirst();
    }
}
