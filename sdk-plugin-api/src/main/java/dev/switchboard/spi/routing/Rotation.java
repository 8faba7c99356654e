package dev.switchboard.spi.routing;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the best of several candidates, and of equally good ones the next in turn, so that they share. Safe for use by any
 * number of threads; takes no lock.
 */
public final class Rotation {
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * The best candidate.
     *
     * @param candidates at least one
     * @param order      the better one comes first
     */
    public Candidate best(List<Candidate> candidates, Comparator<Candidate> order) {
        int size = candidates.size();
        int start = Math.floorMod(turn.getAndIncrement(), size);
        Candidate best = candidates.get(start);
        for (int i = 1; i < size; i++) {
            Candidate candidate = candidates.get((start + i) % size);
            if (order.compare(candidate, best) < 0) {
                best = candidate;
            }
        }
        return best;
    }
}
