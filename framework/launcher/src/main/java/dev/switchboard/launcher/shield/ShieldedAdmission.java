package dev.switchboard.launcher.shield;

import dev.switchboard.spi.Health;
import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.provider.Target;
import java.net.URI;
import java.util.Set;

/** An admission that decides, and is told of the end, without the words of what is asked. */
record ShieldedAdmission(Admission admission) implements Admission {
    @Override
    public Decision admit(ExchangeContext exchange) {
        return switch (admission.admit(new ShieldedExchange(exchange))) {
            case Decision.Admitted admitted ->
                new Decision.Admitted(new ShieldedPermit(admitted.permit()), admitted.limits());
            case Decision.Refused refused -> refused;
        };
    }

    record ShieldedPermit(Permit permit) implements Permit {
        @Override
        public void attempting(int number, Target target) {
            permit.attempting(number, target);
        }

        @Override
        public Permit mirrored(ExchangeContext copy) {
            return new ShieldedPermit(permit.mirrored(new ShieldedExchange(copy)));
        }

        @Override
        public void settle(ExchangeReport report) {
            permit.settle(new ShieldedReport(report, false));
        }
    }

    @Override
    public boolean needsUsage() {
        return admission.needsUsage();
    }

    @Override
    public Health selfCheck() {
        return admission.selfCheck();
    }

    @Override
    public Set<URI> destinations() {
        return admission.destinations();
    }

    @Override
    public Set<URI> metadataServices() {
        return admission.metadataServices();
    }

    @Override
    public void close() {
        admission.close();
    }
}
