package dev.switchboard.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.usage.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a target's state makes of calls, second by second. */
class TargetStateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Optional<GatewayError> BROKEN = Optional.of(GatewayError.of(ErrorKind.UPSTREAM, "broken"));

    private final TargetState state = new TargetState("p/m", new SplittableRandom(1), 0);

    private void call(boolean elsewhere, Optional<GatewayError> error, double second) {
        long now = (long) (second * SECOND);
        Passage passage = state.tryEnter(TargetLimits.NONE, 0, elsewhere, Circuit.Rules.DEFAULT, now);
        assertNotNull(passage, "no entry at " + second);
        passage.end(error, Usage.none(), now);
    }

    private boolean isHealthy(double second) {
        return state.isHealthy((long) (second * SECOND));
    }

    private static Optional<GatewayError> error(ErrorKind kind, int retryAfter) {
        return Optional.of(GatewayError.builder(kind, "told")
                .retryAfter(Duration.ofSeconds(retryAfter))
                .fromUpstream()
                .build());
    }

    @Test
    void oneFailureIsEnoughWhereCallsAreRareAndCouldGoElsewhere() {
        call(true, Optional.empty(), 0);
        call(true, BROKEN, 4);
        assertFalse(isHealthy(8));
        assertTrue(isHealthy(10));
    }

    @Test
    void aKindWithABoundOfItsOwnHasNoOther() {
        Circuit.Rules usual = Circuit.Rules.DEFAULT;
        Circuit.Rules rules = new Circuit.Rules(
                usual.failures(),
                Map.of(ErrorKind.RATE_LIMIT, 3, ErrorKind.UPSTREAM_TIMEOUT, 2),
                usual.window(),
                usual.first(),
                usual.throttle(),
                usual.most());
        for (int i = 0; i < 2; i++) {
            fail(rules, ErrorKind.RATE_LIMIT, i);
        }
        fail(rules, ErrorKind.UPSTREAM_TIMEOUT, 2);
        assertTrue(isHealthy(2), "two of one kind and one of another are borne");
        fail(rules, ErrorKind.RATE_LIMIT, 2);
        assertFalse(isHealthy(2));
    }

    @Test
    void whatAnotherVersionBreaksIsNotTheTargetsFaultButCountsAgainstItsLimits() {
        LiveState live = new LiveState(() -> 0, new SplittableRandom(1));
        TargetState stable = live.target("p/m");
        TargetState apart = live.apart("p/m");
        TargetLimits limits = new TargetLimits(OptionalLong.of(2), OptionalLong.empty(), OptionalLong.empty());
        Passage failing = apart.tryEnter(limits, 0, true, Circuit.Rules.DEFAULT, 0);
        assertNotNull(failing);
        assertEquals(1, stable.inFlight());
        failing.end(BROKEN, Usage.none(), 0);
        assertFalse(apart.isHealthy(0));
        assertTrue(stable.isHealthy(0));
        assertNotNull(stable.tryEnter(limits, 0, true, Circuit.Rules.DEFAULT, 0));
        assertNull(stable.tryEnter(limits, 0, true, Circuit.Rules.DEFAULT, 0), "both used the limit");
    }

    private void fail(Circuit.Rules rules, ErrorKind kind, long second) {
        Passage passage = state.tryEnter(TargetLimits.NONE, 0, true, rules, second * SECOND);
        assertNotNull(passage, "no entry at " + second);
        passage.end(error(kind, 0), Usage.none(), second * SECOND);
    }

    @Test
    void anOddFailureAmongManyCallsIsBorne() {
        for (int i = 0; i < 300; i++) {
            call(true, i % 10 == 9 ? BROKEN : Optional.empty(), i / 100.0);
        }
        assertTrue(isHealthy(3));
    }

    @Test
    void halfOfManyCallsIsTooMuch() {
        for (int i = 0; i < 20; i++) {
            call(true, Optional.empty(), i / 100.0);
        }
        for (int i = 0; i < 8; i++) {
            call(true, i % 4 == 3 ? Optional.empty() : BROKEN, 4 + i / 100.0);
            if (!isHealthy(4.1)) {
                assertEquals(0, i, "the first of the last seconds failed");
                return;
            }
        }
        throw new AssertionError("still in use");
    }

    @Test
    void aLoneTargetIsLeftAloneAfterFiveFailuresInARow() {
        for (int i = 0; i < 5; i++) {
            assertTrue(isHealthy(i));
            call(false, BROKEN, i);
        }
        assertFalse(isHealthy(5));
        assertTrue(isHealthy(11));
    }

    @Test
    void oneProbeFindsOutAndEachFailedOneDoublesTheCoolDown() {
        call(true, BROKEN, 0);
        Passage probe = state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, 6 * SECOND);
        assertNotNull(probe);
        assertTrue(probe.isProbe());
        assertFalse(isHealthy(6));
        assertNull(state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, 6 * SECOND));
        probe.end(BROKEN, Usage.none(), 6 * SECOND);
        assertFalse(isHealthy(14.9));
        assertTrue(isHealthy(17.1));
        call(true, BROKEN, 18);
        assertFalse(isHealthy(35.9));
        call(true, Optional.empty(), 40.1);
        assertTrue(state.circuit().isClosed());
        call(true, BROKEN, 50);
        assertTrue(isHealthy(55.6), "the next failure begins with the first cool-down");
    }

    @Test
    void theFirstContentOfTheProbeIsEnough() {
        call(true, BROKEN, 0);
        Passage probe = state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, 6 * SECOND);
        assertNotNull(probe);
        probe.content(7 * SECOND);
        assertTrue(isHealthy(7));
    }

    @Test
    void aProbeThatTheCallerLeavesSaysNothing() {
        call(true, BROKEN, 0);
        call(true, Optional.of(GatewayError.of(ErrorKind.CANCELLED, "gone")), 6);
        assertFalse(state.circuit().isClosed());
        assertTrue(isHealthy(6), "the next one may find out");
    }

    @Test
    void whoHasEnoughIsLeftAloneAsLongAsItAsks() {
        call(true, error(ErrorKind.RATE_LIMIT, 20), 0);
        assertFalse(isHealthy(19));
        assertTrue(isHealthy(20.5));
        assertTrue(state.circuit().isThrottled());
    }

    @Test
    void aLoneTargetIsLeftAloneWhenItSaysForHowLong() {
        call(false, Optional.of(GatewayError.of(ErrorKind.RATE_LIMIT, "enough")), 0);
        assertTrue(isHealthy(0));
        call(false, error(ErrorKind.RATE_LIMIT, 3), 0);
        assertFalse(isHealthy(2));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"RATE_LIMIT", "QUOTA", "UPSTREAM", "OVERLOADED", "UPSTREAM_TIMEOUT", "REQUEST_TIMEOUT", "INTERNAL"
            })
    void whatTheCallerDidWrongIsNoFaultOfTheTarget(ErrorKind kind) {
        for (int i = 0; i < 20; i++) {
            call(true, error(kind, 0), i);
            assertTrue(isHealthy(i));
        }
        assertEquals(0, state.failedCalls());
    }

    @Test
    void nothingIsLeftAloneWhereTheOperatorSaysSo() {
        for (int i = 0; i < 20; i++) {
            Passage passage = state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.NEVER, i);
            assertNotNull(passage);
            passage.end(error(ErrorKind.RATE_LIMIT, 9), Usage.none(), i);
        }
        assertTrue(state.circuit().isClosed());
    }

    @Test
    void limitsHoldAndAreGivenBack() {
        TargetLimits limits = new TargetLimits(OptionalLong.of(3), OptionalLong.of(100), OptionalLong.of(1));
        Passage first = state.tryEnter(limits, 60, true, Circuit.Rules.DEFAULT, 0);
        assertNotNull(first);
        assertNull(state.tryEnter(limits, 1, true, Circuit.Rules.DEFAULT, 0), "parallel");
        assertFalse(state.hasRoom(limits, 1, 0));
        first.end(Optional.empty(), Usage.builder().set(Usage.Bucket.INPUT, 80).build(), 0);
        assertEquals(80, state.tokensInMinute(0));
        assertNull(state.tryEnter(limits, 30, true, Circuit.Rules.DEFAULT, 0), "tokens");
        for (int i = 0; i < 2; i++) {
            Passage next = state.tryEnter(limits, 1, true, Circuit.Rules.DEFAULT, 0);
            assertNotNull(next);
            next.end(Optional.empty(), Usage.none(), 0);
        }
        assertNull(state.tryEnter(limits, 1, true, Circuit.Rules.DEFAULT, 0), "requests");
        assertEquals(0, state.inFlight());
    }

    @Test
    void slownessIsBelievedAtOnceAndForgottenSlowly() {
        respond(0, 1);
        respond(2, 9);
        assertEquals(7_000, state.firstContentMillis(9 * SECOND), 1);
        respond(11, 12);
        assertTrue(state.firstContentMillis(12 * SECOND) > 3_000);
        assertTrue(state.firstContentMillis(60 * SECOND) < 1_000, "what is not asked gets another chance");
    }

    private void respond(int from, int to) {
        Passage passage = state.tryEnter(TargetLimits.NONE, 0, true, Circuit.Rules.DEFAULT, from * SECOND);
        assertNotNull(passage);
        passage.content(to * SECOND);
        passage.end(Optional.empty(), Usage.none(), to * SECOND);
    }
}
