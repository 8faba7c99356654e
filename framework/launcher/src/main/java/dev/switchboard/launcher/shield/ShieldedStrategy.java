package dev.switchboard.launcher.shield;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A strategy that chooses without the words of what is asked. */
record ShieldedStrategy(RoutingStrategy strategy) implements RoutingStrategy {
    @Override
    public Candidate choose(ExchangeContext exchange, List<Candidate> candidates) {
        return strategy.choose(new ShieldedExchange(exchange), candidates);
    }

    @Override
    public void finished(Candidate candidate, AttemptReport attempt) {
        strategy.finished(candidate, ShieldedAttempt.of(attempt));
    }

    @Override
    public Health selfCheck() {
        return strategy.selfCheck();
    }

    @Override
    public Set<URI> destinations() {
        return strategy.destinations();
    }

    @Override
    public Set<URI> metadataServices() {
        return strategy.metadataServices();
    }

    @Override
    public void close() {
        strategy.close();
    }
}
