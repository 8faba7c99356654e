package dev.switchboard.routing.weighted;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Smooth weighted round robin. Each candidate has a credit; at each choice every candidate that may be taken gains its
 * weight, the one with the most credit is taken and pays the sum of those weights. A candidate that may not be taken for a
 * while neither gains nor pays, so it returns to its share without a burst.
 *
 * <p>Credits belong to candidates, not to model names: callers can make up names, and candidates go with the configuration
 * that made them.
 */
final class WeightedStrategy implements RoutingStrategy {
    private final Map<Candidate, Credit> credits = new WeakHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    private static final class Credit {
        private double value;
    }

    /** Held for a handful of additions, which is cheaper than anything that avoids the lock. */
    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        boolean equal = candidates.stream().allMatch(candidate -> candidate.weight() == 0);
        lock.lock();
        try {
            return choose(candidates, equal);
        } finally {
            lock.unlock();
        }
    }

    private Candidate choose(List<Candidate> candidates, boolean equal) {
        Candidate chosen = candidates.getFirst();
        double best = Double.NEGATIVE_INFINITY;
        double total = 0;
        for (Candidate candidate : candidates) {
            double weight = equal ? 1 : candidate.weight();
            if (weight > 0) {
                total += weight;
                Credit credit = credit(candidate);
                credit.value += weight;
                if (credit.value > best) {
                    best = credit.value;
                    chosen = candidate;
                }
            }
        }
        credit(chosen).value -= total;
        return chosen;
    }

    private Credit credit(Candidate candidate) {
        return credits.computeIfAbsent(candidate, ignored -> new Credit());
    }
}
