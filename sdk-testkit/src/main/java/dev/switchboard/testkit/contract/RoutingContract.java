package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.testkit.doubles.TestingAttempt;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every routing strategy must do. */
public abstract class RoutingContract extends ComponentContract<RoutingStrategy> {
    private static final int DRAWS = 10_000;
    /** More than ten standard deviations of a share of 10,000 draws. */
    private static final double TOLERANCE = 0.05;

    /** Whether shares of traffic follow the configured weights while all else is equal. */
    protected abstract boolean followsWeights();

    @Test
    void choosesOneOfTheCandidates() {
        for (int count : new int[] {2, 3, 100}) {
            assertChosenFrom(candidates(count, 1));
        }
    }

    @Test
    void choosesAmongCandidatesThatAllWeighNothing() {
        assertChosenFrom(candidates(3, 0));
    }

    @Test
    void choosesAmongBusyCandidates() {
        assertChosenFrom(List.of(
                TestingCandidate.of("a", 1).busy(Integer.MAX_VALUE),
                TestingCandidate.of("b", 1).busy(Integer.MAX_VALUE)));
    }

    @Test
    void choosesFromListsThatCannotBeChanged() {
        List<Candidate> candidates = candidates(2, 1);
        component().choose(TestingExchange.chat("m"), candidates);
        assertEquals(2, candidates.size());
    }

    /** The candidates of two models, or of one model before and after a failure, have nothing in common. */
    @Test
    void servesManyModelsAtOnce() {
        for (int round = 0; round < 100; round++) {
            assertChosenFrom(candidates(2 + round % 5, 1));
        }
    }

    @Test
    void choosesForManyThreadsAtOnce() throws InterruptedException {
        List<Candidate> candidates = candidates(4, 1);
        RoutingStrategy strategy = component();
        Queue<Candidate> chosen = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 16; number++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 100; round++) {
                    Candidate candidate = strategy.choose(TestingExchange.chat("m"), candidates);
                    chosen.add(candidate);
                    strategy.finished(candidate, TestingAttempt.answered(1, candidate.target()));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1_600, chosen.size());
        assertTrue(candidates.containsAll(chosen));
    }

    @Test
    void learnsFromAnyAttempt() {
        List<Candidate> candidates = candidates(2, 1);
        Candidate stranger = TestingCandidate.of("never-chosen", 1);
        GatewayError error = GatewayError.of(ErrorKind.UPSTREAM_TIMEOUT, "no reply");
        component().finished(stranger, TestingAttempt.failed(1, stranger.target(), error));
        component().finished(stranger, TestingAttempt.answered(2, stranger.target()));
        for (Candidate candidate : candidates) {
            component().finished(candidate, TestingAttempt.failed(1, candidate.target(), error));
        }
        assertChosenFrom(candidates);
    }

    @Test
    void followsWeightsIfDeclared() {
        Assumptions.assumeTrue(followsWeights(), "the strategy does not declare that it follows weights");
        Candidate heavy = TestingCandidate.of("heavy", 3);
        Candidate light = TestingCandidate.of("light", 1);
        Candidate nothing = TestingCandidate.of("nothing", 0);
        List<Candidate> chosen = IntStream.range(0, DRAWS)
                .mapToObj(_ -> component().choose(TestingExchange.chat("m"), List.of(light, nothing, heavy)))
                .toList();
        double share = chosen.stream().filter(heavy::equals).count() / (double) DRAWS;
        assertEquals(0.75, share, TOLERANCE, "share of a candidate with 3 of 4 parts");
        assertEquals(0, chosen.stream().filter(nothing::equals).count(), "draws of a candidate without weight");
    }

    private void assertChosenFrom(List<Candidate> candidates) {
        Candidate chosen = component().choose(TestingExchange.chat("m"), candidates);
        assertTrue(
                candidates.stream().anyMatch(candidate -> candidate == chosen),
                "chosen: " + chosen + " (expected: one of the objects given)");
    }

    private static List<Candidate> candidates(int count, double weight) {
        return IntStream.range(0, count)
                .<Candidate>mapToObj(number -> TestingCandidate.of("target-" + number, weight))
                .toList();
    }
}
