package dev.switchboard.routing.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageStrategyTest {
    private static final TestingExchange EXCHANGE = TestingExchange.chat("m");

    private final TestingCandidate a = TestingCandidate.of("a", 1);
    private final TestingCandidate b = TestingCandidate.of("b", 1);
    private final UsageStrategy strategy = new UsageStrategy();

    private Candidate choose(Candidate... candidates) {
        return strategy.choose(EXCHANGE, List.of(candidates));
    }

    @Test
    void takesTheOneWithTheMostRoom() {
        Candidate full = a.used(0.2, 10);
        Candidate free = b.used(0.5, 90_000);

        assertSame(free, choose(full, free));
    }

    @Test
    void withoutLimitsTheFewestTokensDecide() {
        Candidate used = a.used(1, 500);
        Candidate unused = b.used(1, 400);

        assertSame(unused, choose(used, unused));
    }

    /** Limits of 900 and 300 calls a minute, 1,000 calls. */
    @Test
    void sharesFollowTheLimits() {
        int[] used = new int[2];
        for (int i = 0; i < 1_000; i++) {
            TestingCandidate large = a.used(1 - used[0] / 900.0, used[0]);
            TestingCandidate small = b.used(1 - used[1] / 300.0, used[1]);
            used[choose(large, small) == large ? 0 : 1]++;
        }

        assertEquals(750, used[0], 2);
    }
}
