package dev.switchboard.routing.leastbusy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastBusyStrategyTest {
    private static final TestingExchange EXCHANGE = TestingExchange.chat("m");

    private final LeastBusyStrategy strategy = new LeastBusyStrategy();

    private Candidate choose(Candidate... candidates) {
        return strategy.choose(EXCHANGE, List.of(candidates));
    }

    @Test
    void takesTheOneWithTheFewestCallsForItsWeight() {
        TestingCandidate small = TestingCandidate.of("small", 1);
        TestingCandidate large = TestingCandidate.of("large", 4);

        assertEquals("large", choose(small.busy(1), large.busy(6)).target().provider());
        assertEquals("small", choose(small.busy(1), large.busy(8)).target().provider());
    }

    @Test
    void aSpareIsTakenLast() {
        TestingCandidate spare = TestingCandidate.of("spare", 0);
        TestingCandidate busy = TestingCandidate.of("busy", 1).busy(1_000);

        assertSame(busy, choose(spare, busy));
    }

    @Test
    void idleOnesTakeTurns() {
        List<Candidate> idle =
                List.of(TestingCandidate.of("a", 1), TestingCandidate.of("b", 1), TestingCandidate.of("c", 1));
        int[] counts = new int[3];
        for (int i = 0; i < 300; i++) {
            counts[idle.indexOf(strategy.choose(EXCHANGE, idle))]++;
        }

        assertEquals("[100, 100, 100]", Arrays.toString(counts));
    }

    /** One call comes in each tick; a fast target serves one in 2 ticks, a slow one in 20. */
    @Test
    void aSlowTargetGetsWhatItCanServe() {
        int[] counts = new int[2];
        List<List<Integer>> ends = List.of(new ArrayList<>(), new ArrayList<>());
        int[] duration = {2, 20};
        for (int tick = 0; tick < 10_000; tick++) {
            int now = tick;
            ends.forEach(each -> each.removeIf(end -> end <= now));
            TestingCandidate fast =
                    TestingCandidate.of("fast", 1).busy(ends.get(0).size());
            TestingCandidate slow =
                    TestingCandidate.of("slow", 1).busy(ends.get(1).size());
            int chosen = choose(fast, slow) == fast ? 0 : 1;
            counts[chosen]++;
            ends.get(chosen).add(tick + duration[chosen]);
        }

        assertEquals(9_090, counts[0], 200, "a share of 10 in 11: " + Arrays.toString(counts));
    }
}
