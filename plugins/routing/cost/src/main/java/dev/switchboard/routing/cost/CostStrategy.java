package dev.switchboard.routing.cost;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the cheapest candidate; one without a price counts as dearer than all others. Of equally cheap ones the least busy is
 * taken, of these the next in turn.
 */
final class CostStrategy implements RoutingStrategy {
    private final double outputShare;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param outputShare of output among the tokens of a call */
    CostStrategy(double outputShare) {
        this.outputShare = outputShare;
    }

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        int size = candidates.size();
        int start = Math.floorMod(turn.getAndIncrement(), size);
        Candidate best = candidates.get(start);
        double least = cost(best);
        for (int i = 1; i < size; i++) {
            Candidate candidate = candidates.get((start + i) % size);
            double cost = cost(candidate);
            if (cost < least || cost == least && candidate.inFlight() < best.inFlight()) {
                best = candidate;
                least = cost;
            }
        }
        return best;
    }

    private double cost(Candidate candidate) {
        return candidate
                .price()
                .map(price -> price.input() * (1 - outputShare) + price.output() * outputShare)
                .orElse(Double.MAX_VALUE);
    }
}
