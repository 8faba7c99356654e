package dev.switchboard.routing.latency;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Rotation;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

/**
 * Takes the candidate from which an answer can be expected first: its usual time, as often as there are calls before this one,
 * and longer the more of its calls fail. A candidate of which nothing is known is tried with one call at a time.
 */
final class LatencyStrategy implements RoutingStrategy {
    /** What a share of failures costs: at one in ten a target must be twice as fast as another. */
    private static final double FAILURE_WEIGHT = 10;

    private final Rotation rotation = new Rotation();
    private final Comparator<Candidate> byTime;

    /** @param tokens of output that count beside the first content */
    LatencyStrategy(int tokens) {
        this.byTime = Comparator.comparingDouble(candidate -> expected(candidate, tokens));
    }

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return rotation.best(candidates, byTime);
    }

    private static double expected(Candidate candidate, int tokens) {
        double first = candidate.firstContentMillis();
        int ahead = candidate.inFlight();
        if (Double.isNaN(first)) {
            return ahead == 0 ? 0 : Double.MAX_VALUE / Integer.MAX_VALUE * ahead;
        }
        double perToken = candidate.outputTokenMillis();
        double usual = first + (Double.isNaN(perToken) ? 0 : perToken * tokens);
        return usual * (ahead + 1.0) * (1 + FAILURE_WEIGHT * candidate.failureShare());
    }
}
