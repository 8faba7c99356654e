package dev.switchboard.routing.priority;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorityStrategyTest {
    @Test
    void takesTheFirstWhateverElseIsKnown() {
        Candidate first = TestingCandidate.of("first", 0).busy(100).failing(0.9).taking(10_000, 100);
        List<Candidate> candidates = List.of(first, TestingCandidate.of("second", 5));

        for (int i = 0; i < 100; i++) {
            assertSame(first, new PriorityStrategy().choose(TestingExchange.chat("m"), candidates));
        }
    }
}
