package dev.switchboard.routing.usage;

import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Rotation;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

/** Takes the candidate with the largest free share of its limits; of equal ones that with the fewest tokens in the last minute. */
final class UsageStrategy implements RoutingStrategy {
    private static final Comparator<Candidate> BY_ROOM =
            Comparator.comparingDouble(Candidate::headroom).reversed().thenComparingLong(Candidate::tokensInMinute);

    private final Rotation rotation = new Rotation();

    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return rotation.best(candidates, BY_ROOM);
    }
}
