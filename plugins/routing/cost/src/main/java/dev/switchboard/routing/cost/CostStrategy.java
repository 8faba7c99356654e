package dev.switchboard.routing.cost;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Rotation;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

/** Takes the cheapest candidate; one without a price counts as dearer than all others. Of equally cheap ones the least busy. */
final class CostStrategy implements RoutingStrategy {
    private final Rotation rotation = new Rotation();
    private final Comparator<Candidate> byCost;

    /** @param outputShare of output among the tokens of a call */
    CostStrategy(double outputShare) {
        this.byCost = Comparator.<Candidate>comparingDouble(candidate -> cost(candidate, outputShare))
                .thenComparingInt(Candidate::inFlight);
    }

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return rotation.best(candidates, byCost);
    }

    private static double cost(Candidate candidate, double outputShare) {
        return candidate
                .price()
                .map(price -> price.input() * (1 - outputShare) + price.output() * outputShare)
                .orElse(Double.MAX_VALUE);
    }
}
