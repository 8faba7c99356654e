package dev.switchboard.routing.leastbusy;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the candidate with the fewest calls under way for its weight. Where several are equal the next in turn is taken, so that
 * idle ones share.
 */
final class LeastBusyStrategy implements RoutingStrategy {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        int size = candidates.size();
        int start = Math.floorMod(turn.getAndIncrement(), size);
        Candidate best = candidates.get(start);
        double least = load(best);
        for (int i = 1; i < size; i++) {
            Candidate candidate = candidates.get((start + i) % size);
            double load = load(candidate);
            if (load < least) {
                best = candidate;
                least = load;
            }
        }
        return best;
    }

    /** A call more than it has, so that of idle ones the heavier is less loaded. */
    private static double load(Candidate candidate) {
        return (candidate.inFlight() + 1.0) / Math.max(candidate.weight(), Double.MIN_NORMAL);
    }
}
