package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.instance.PluginDoor;
import dev.switchboard.spi.admission.Admission.Permit;
import dev.switchboard.spi.exchange.ExchangeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What admissions have set aside for one exchange. */
final class Permits {
    private static final System.Logger LOG = System.getLogger(Permits.class.getName());

    private final List<Granted> permits = new ArrayList<>();

    private record Granted(PluginDoor door, Permit permit) {
        void use(Consumer<Permit> use) {
            door.call(() -> {
                use.accept(permit);
                return true;
            });
        }

        /** What was set aside is given back however long it takes. */
        void settle(FinishedExchange report) {
            door.callPatiently(() -> {
                permit.settle(report);
                return true;
            });
        }
    }

    /** @param door the way to the admission that gave it */
    void add(PluginDoor door, Permit permit) {
        permits.add(new Granted(door, permit));
    }

    /** Says that an attempt begins. @throws dev.switchboard.spi.error.GatewayException if one refuses it */
    void attempting(Attempt attempt) {
        permits.forEach(granted -> granted.use(permit -> permit.attempting(attempt.number(), attempt.target())));
    }

    /** What is set aside for a copy of the exchange. */
    Permits mirrored(ExchangeContext copy) {
        Permits ofCopy = new Permits();
        permits.forEach(granted -> granted.use(permit -> ofCopy.add(granted.door(), permit.mirrored(copy))));
        return ofCopy;
    }

    /** Gives back what was set aside; what one fails at does not keep the others. */
    void settle(Supplier<FinishedExchange> finish) {
        if (permits.isEmpty()) {
            return;
        }
        FinishedExchange report = finish.get().withoutBodies();
        for (Granted granted : permits) {
            try {
                granted.settle(report);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "exchange " + report.id() + " could not be settled", e);
            }
        }
    }
}
