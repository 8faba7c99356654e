package dev.switchboard.routing.leastbusy;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Rotation;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

/** Takes the candidate with the fewest calls under way for its weight. */
final class LeastBusyStrategy implements RoutingStrategy {
    private static final Comparator<Candidate> BY_LOAD = Comparator.comparingDouble(LeastBusyStrategy::load);

    private final Rotation rotation = new Rotation();

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return rotation.best(candidates, BY_LOAD);
    }

    /** A call more than it has, so that of idle ones the heavier is less loaded. */
    private static double load(Candidate candidate) {
        return (candidate.inFlight() + 1.0) / Math.max(candidate.weight(), Double.MIN_NORMAL);
    }
}
