package dev.switchboard.routing.usage;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the candidate with the largest free share of its limits; of equal ones that with the fewest tokens in the last minute, of
 * these the next in turn.
 */
final class UsageStrategy implements RoutingStrategy {
    private final AtomicInteger turn = new AtomicInteger();

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        int size = candidates.size();
        int start = Math.floorMod(turn.getAndIncrement(), size);
        Candidate best = candidates.get(start);
        double room = best.headroom();
        for (int i = 1; i < size; i++) {
            Candidate candidate = candidates.get((start + i) % size);
            double free = candidate.headroom();
            if (free > room || free == room && candidate.tokensInMinute() < best.tokensInMinute()) {
                best = candidate;
                room = free;
            }
        }
        return best;
    }
}
