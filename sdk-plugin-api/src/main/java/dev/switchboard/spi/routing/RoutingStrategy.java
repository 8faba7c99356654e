package dev.switchboard.spi.routing;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.exchange.AttemptReport;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Chooses among targets. One instance serves many models at the same time; called by any number of threads. */
@ConsumerType
public interface RoutingStrategy extends Component {
    /**
     * Chooses the target of the next attempt.
     *
     * @param exchange   what is asked, and by whom
     * @param candidates the targets that may be taken and have not failed in this exchange; at least two
     * @return one of them
     */
    Candidate choose(ExchangeContext exchange, List<Candidate> candidates);

    /** Learns how an attempt went. Called for every attempt, also for models with a single target. Must not block. */
    default void finished(Candidate candidate, AttemptReport attempt) {}
}
