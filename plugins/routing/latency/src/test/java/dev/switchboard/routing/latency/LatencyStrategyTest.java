package dev.switchboard.routing.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyStrategyTest {
    private static final TestingExchange EXCHANGE = TestingExchange.chat("m");

    private final TestingCandidate a = TestingCandidate.of("a", 1);
    private final TestingCandidate b = TestingCandidate.of("b", 1);

    private static Candidate choose(int tokens, Candidate... candidates) {
        return new LatencyStrategy(tokens).choose(EXCHANGE, List.of(candidates));
    }

    @Test
    void takesTheOneThatAnswersFirst() {
        Candidate quick = a.taking(200, 40);
        Candidate fluent = b.taking(400, 10);

        assertSame(quick, choose(0, fluent, quick));
        assertSame(fluent, choose(100, fluent, quick));
    }

    @Test
    void callsAheadCountAsTheyWouldHaveToBeWaitedFor() {
        Candidate quickButBusy = a.taking(200, 0).busy(4);
        Candidate slowButIdle = b.taking(900, 0);

        assertSame(slowButIdle, choose(0, quickButBusy, slowButIdle));
    }

    @Test
    void failuresCount() {
        Candidate failing = a.taking(200, 0).failing(0.3);
        Candidate sound = b.taking(700, 0);

        assertSame(sound, choose(0, failing, sound));
    }

    @Test
    void anUnknownOneIsTriedWithOneCallAtATime() {
        Candidate known = b.taking(100, 0);

        assertSame(a, choose(0, a, known));
        assertSame(known, choose(0, a.busy(1), known));
        assertEquals("b", choose(0, a.busy(2), b.busy(1)).target().provider());
    }

    @Test
    void equalOnesTakeTurns() {
        List<Candidate> equal = List.of(a.taking(100, 1), b.taking(100, 1));
        LatencyStrategy strategy = new LatencyStrategy(0);
        int[] counts = new int[2];
        for (int i = 0; i < 200; i++) {
            counts[equal.indexOf(strategy.choose(EXCHANGE, equal))]++;
        }

        assertEquals("[100, 100]", Arrays.toString(counts));
    }
}
