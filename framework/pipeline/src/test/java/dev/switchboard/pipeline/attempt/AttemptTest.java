package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.TestingParts;
import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an attempt tells of its target. */
class AttemptTest {
    private static final GatewayError BROKEN = GatewayError.of(ErrorKind.UPSTREAM, "told to fail");

    private final RoutedTarget target = TestingParts.target("p", "m");
    private final TargetState state = target.state();

    private Attempt attempt(Passage passage) {
        return new Attempt(1, target, target.target(), passage, System::nanoTime, _ -> {});
    }

    /** A place at a target that has failed and whose cool-down is over. */
    private Passage probe() {
        long past = System.nanoTime() - 60_000_000_000L;
        Passage failing = state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, past);
        assertNotNull(failing);
        failing.end(Optional.of(BROKEN), Usage.none(), past);
        Passage probe = TestingParts.enter(target);
        assertTrue(probe.isProbe());
        return probe;
    }

    @Test
    void anAnswerCounts() {
        Attempt attempt = attempt(TestingParts.enter(target));
        attempt.content();
        attempt.finish();
        attempt.finish();
        assertEquals(1, state.answeredCalls());
        assertEquals(0, state.inFlight());
    }

    @Test
    void whatEndsBeforeItIsAnsweredSaysNothing() {
        attempt(TestingParts.enter(target)).finish();
        assertEquals(0, state.answeredCalls());
        assertEquals(0, state.failedCalls());
        assertEquals(0, state.inFlight());
    }

    @Test
    void aProbeLeftToItselfIsOverWhenItsTargetAnswersWithAStatus() {
        Attempt attempt = attempt(probe());
        List<String> events = new ArrayList<>();
        attempt.cancelWith(() -> events.add("cancelled"));
        attempt.prove(() -> events.add("over"));
        attempt.finish();
        assertFalse(state.circuit().isClosed());
        attempt.answered(200, Optional.empty());
        assertTrue(state.circuit().isClosed());
        attempt.proved(Optional.of(GatewayError.of(ErrorKind.CANCELLED, "cancelled")));
        assertEquals(List.of("cancelled", "over"), events);
        assertEquals(0, state.inFlight());
    }

    @Test
    void aProbeLeftToItselfMayFail() {
        Attempt attempt = attempt(probe());
        attempt.prove(() -> {});
        attempt.answered(500, Optional.empty());
        attempt.proved(Optional.of(BROKEN));
        assertFalse(state.circuit().isClosed());
        assertEquals(2, state.failedCalls());
    }

    @Test
    void aProbeThatWasAnsweredAlreadyHasProvedItself() {
        Attempt attempt = attempt(probe());
        attempt.answered(200, Optional.empty());
        attempt.prove(() -> {});
        assertTrue(state.circuit().isClosed());
    }
}
