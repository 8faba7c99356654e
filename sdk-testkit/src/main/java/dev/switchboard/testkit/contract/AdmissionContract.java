package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.admission.Admission.Decision;
import dev.switchboard.spi.admission.Admission.Permit;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.exchange.ExchangeContext;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.testkit.doubles.TestingExchange;
import dev.switchboard.testkit.doubles.TestingReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every admission must do: decide, and take everything back that it set aside, however the call ended. */
public abstract class AdmissionContract extends ComponentContract<Admission> {
    private static final Target TARGET = Target.of("acme", "acme-1");

    /** A call that it admits, again and again as long as each is settled. */
    protected ExchangeContext admitted() {
        return TestingExchange.chat("contract-model");
    }

    /** A call that it refuses whatever else goes on; empty if it declares no such thing. */
    protected Optional<ExchangeContext> refused() {
        return Optional.empty();
    }

    /** How many calls like {@link #admitted} may be under way at a time; empty if it does not limit them. */
    protected OptionalInt atOnce() {
        return OptionalInt.empty();
    }

    @Test
    void takesBackWhatItSetAsideHoweverTheCallEnds() {
        for (ExchangeReport.Outcome outcome : ExchangeReport.Outcome.values()) {
            settleAll(admit(rounds()), TestingReport.completed(outcome.name()).ended(outcome));
        }
        settleAll(
                admit(rounds()),
                TestingReport.refused("early", GatewayError.of(ErrorKind.RATE_LIMIT, "another admission said no")));
        settleAll(admit(rounds()), TestingReport.completed("last"));
    }

    @Test
    void hearsOfEveryAttempt() {
        Permit permit = admit(1).getFirst();
        permit.attempting(1, TARGET);
        permit.attempting(2, Target.of("other", "other-1"));
        permit.settle(TestingReport.completed("two-attempts"));
    }

    /** The copy is settled by itself, also after the call. */
    @Test
    void setsSomethingAsideForACopyOrNothing() {
        Permit permit = admit(1).getFirst();
        Permit copy = permit.mirrored(TestingExchange.chat("mirror-model"));
        permit.settle(TestingReport.completed("call"));
        copy.attempting(1, TARGET);
        copy.settle(TestingReport.completed("copy"));
        settleAll(admit(rounds()), TestingReport.completed("after"));
    }

    @Test
    void refusesIfDeclared() {
        Assumptions.assumeTrue(refused().isPresent(), "the admission does not declare that it refuses a call");
        assertRefused(refused().orElseThrow());
    }

    @Test
    void limitsCallsAtOnceIfDeclared() {
        Assumptions.assumeTrue(atOnce().isPresent(), "the admission does not declare a limit of calls at once");
        List<Permit> permits = admit(atOnce().orElseThrow());
        GatewayError error = assertRefused(admitted());
        assertEquals(ErrorKind.RATE_LIMIT, error.kind());
        permits.removeLast().settle(TestingReport.completed("one"));
        permits.addAll(admit(1));
        settleAll(permits, TestingReport.completed("all"));
    }

    @Test
    void decidesForManyThreadsAtOnce() throws InterruptedException {
        Admission admission = component();
        Crowd.assertAllRight(number -> switch (admission.admit(admitted())) {
            case Decision.Admitted admitted -> {
                admitted.permit().attempting(1, TARGET);
                admitted.permit().settle(TestingReport.completed("call-" + number));
                yield true;
            }
            case Decision.Refused _ -> atOnce().isPresent();
        });
        settleAll(admit(rounds()), TestingReport.completed("after"));
    }

    private int rounds() {
        return atOnce().orElse(3);
    }

    private List<Permit> admit(int calls) {
        List<Permit> permits = new ArrayList<>();
        for (int number = 0; number < calls; number++) {
            permits.add(assertInstanceOf(Decision.Admitted.class, component().admit(admitted()))
                    .permit());
        }
        return permits;
    }

    private static void settleAll(List<Permit> permits, ExchangeReport report) {
        permits.forEach(permit -> permit.settle(report));
    }

    private GatewayError assertRefused(ExchangeContext exchange) {
        GatewayError error = assertInstanceOf(
                        Decision.Refused.class, component().admit(exchange))
                .error();
        assertTrue(error.status() >= 400, error::toString);
        assertFalse(error.message().isBlank(), "a refusal without words");
        return error;
    }
}
