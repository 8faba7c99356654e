package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.spi.admission.Admission.Permit;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What admissions have set aside for one exchange. */
final class Permits {
    private static final System.Logger LOG = System.getLogger(Permits.class.getName());

    private final List<Permit> permits = new ArrayList<>();

    void add(Permit permit) {
        permits.add(permit);
    }

    /** Says that an attempt begins. @throws dev.switchboard.spi.error.GatewayException if one refuses it */
    void attempting(Attempt attempt) {
        permits.forEach(permit -> permit.attempting(attempt.number(), attempt.target()));
    }

    /** What is set aside for a copy of the exchange. */
    Permits mirrored(ExchangeContext copy) {
        Permits ofCopy = new Permits();
        permits.forEach(permit -> ofCopy.add(permit.mirrored(copy)));
        return ofCopy;
    }

    /** Gives back what was set aside; what one fails at does not keep the others. */
    void settle(Supplier<FinishedExchange> finish) {
        if (permits.isEmpty()) {
            return;
        }
        FinishedExchange report = finish.get();
        for (Permit permit : permits) {
            try {
                permit.settle(report);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.ERROR, "exchange " + report.id() + " could not be settled", e);
            }
        }
    }
}
