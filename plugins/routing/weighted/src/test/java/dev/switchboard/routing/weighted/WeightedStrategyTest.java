package dev.switchboard.routing.weighted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.testkit.doubles.TestingCandidate;
import dev.switchboard.testkit.doubles.TestingExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WeightedStrategyTest {
    private static final TestingExchange EXCHANGE = TestingExchange.chat("gpt");

    private final Candidate a = TestingCandidate.of("a", 5);
    private final Candidate b = TestingCandidate.of("b", 3);
    private final Candidate c = TestingCandidate.of("c", 2);
    private final WeightedStrategy strategy = new WeightedStrategy();

    @Test
    void sharesExactlyByWeight() {
        Map<Candidate, Integer> counts = count(10_000, List.of(a, b, c));

        assertEquals(Map.of(a, 5_000, b, 3_000, c, 2_000), counts);
    }

    @Test
    void spreadsSharesInsteadOfSendingThemInRuns() {
        int ofA = 0;
        List<Candidate> order = choose(1_000, List.of(a, b, c));

        for (int n = 1; n <= order.size(); n++) {
            ofA += order.get(n - 1) == a ? 1 : 0;
            assertEquals(n / 2.0, ofA, 1.0, "after " + n + " choices");
        }
    }

    @Test
    void sharesAmongTheOthersWhileOneIsExcluded() {
        Map<Candidate, Integer> counts = count(500, List.of(b, c));

        assertEquals(Map.of(b, 300, c, 200), counts);
    }

    @Test
    void returnsToItsShareWithoutABurst() {
        choose(1_003, List.of(a, b, c));
        choose(1_000, List.of(b, c));

        List<Candidate> back = choose(10, List.of(a, b, c));

        long ofA = back.stream().filter(candidate -> candidate == a).count();
        assertTrue(ofA >= 4 && ofA <= 6, "a has half of the weight, took " + ofA + " of 10: " + back);
    }

    @Test
    void firstChoicesKeepTheirSharesWhileATargetFailsAndIsTriedAgainElsewhere() {
        Map<Candidate, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Candidate chosen = strategy.choose(EXCHANGE, List.of(a, b, c));
            first.merge(chosen, 1, Integer::sum);
            if (chosen == a) {
                strategy.choose(EXCHANGE, List.of(b, c));
            }
        }

        assertEquals(5_000, first.get(a), 2);
        assertEquals(3_000, first.get(b), 2);
    }

    @Test
    void takesWeightZeroOnlyWhenThereIsNothingElse() {
        Candidate spare = TestingCandidate.of("spare", 0);
        Candidate other = TestingCandidate.of("other", 0);

        assertEquals(Map.of(a, 100), count(100, List.of(spare, a)));
        assertEquals(Map.of(spare, 50, other, 50), count(100, List.of(spare, other)));
    }

    @Test
    void sharesExactlyAlsoWhenCalledByManyThreads() {
        Map<Candidate, AtomicInteger> counts = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> counts.computeIfAbsent(
                                strategy.choose(EXCHANGE, List.of(a, b, c)), ignored -> new AtomicInteger())
                        .incrementAndGet());
            }
        }

        assertEquals(500, counts.get(a).get());
        assertEquals(300, counts.get(b).get());
        assertEquals(200, counts.get(c).get());
    }

    private Map<Candidate, Integer> count(int calls, List<Candidate> candidates) {
        Map<Candidate, Integer> counts = new HashMap<>();
        choose(calls, candidates).forEach(chosen -> counts.merge(chosen, 1, Integer::sum));
        return counts;
    }

    private List<Candidate> choose(int calls, List<Candidate> candidates) {
        List<Candidate> chosen = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            chosen.add(strategy.choose(EXCHANGE, candidates));
        }
        return chosen;
    }
}
