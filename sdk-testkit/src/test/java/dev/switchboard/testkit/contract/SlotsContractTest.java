package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The suite accepts an admission that limits calls at once, and refuses those that keep what they set aside. */
class SlotsContractTest extends AdmissionContract {
    private static final int SLOTS = 2;

    @Override
    protected Admission create() {
        Semaphore free = new Semaphore(SLOTS);
        return exchange -> {
            if (exchange.model().equals("forbidden")) {
                return new Admission.Decision.Refused(GatewayError.of(ErrorKind.PERMISSION, "Not this model."));
            }
            return free.tryAcquire()
                    ? new Admission.Decision.Admitted(report -> free.release())
                    : new Admission.Decision.Refused(GatewayError.of(ErrorKind.RATE_LIMIT, "Wait for one to end."));
        };
    }

    @Override
    protected Optional<ExchangeContext> refused() {
        return Optional.of(TestingExchange.chat("forbidden"));
    }

    @Override
    protected OptionalInt atOnce() {
        return OptionalInt.of(SLOTS);
    }

    /** Forgets to give its slots back. */
    private static final class Keeping extends AdmissionContract {
        @Override
        protected Admission create() {
            Semaphore free = new Semaphore(SLOTS);
            return exchange -> free.tryAcquire()
                    ? new Admission.Decision.Admitted(report -> {})
                    : new Admission.Decision.Refused(GatewayError.of(ErrorKind.RATE_LIMIT, "No."));
        }

        @Override
        protected OptionalInt atOnce() {
            return OptionalInt.of(SLOTS);
        }
    }

    /** Says that it refuses, and does not. */
    private static final class Lenient extends AdmissionContract {
        @Override
        protected Admission create() {
            return exchange -> new Admission.Decision.Admitted(Admission.Permit.NOTHING);
        }

        @Override
        protected Optional<ExchangeContext> refused() {
            return Optional.of(TestingExchange.chat("forbidden"));
        }
    }

    @Test
    void refusesWhatIsNotAsDeclared() {
        assertFails(new Keeping()::takesBackWhatItSetAsideHoweverTheCallEnds);
        assertFails(new Keeping()::limitsCallsAtOnceIfDeclared);
        assertFails(new Lenient()::refusesIfDeclared);
    }

    private static void assertFails(Executable check) {
        assertThrows(AssertionError.class, check);
    }
}
