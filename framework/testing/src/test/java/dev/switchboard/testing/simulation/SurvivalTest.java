package dev.switchboard.testing.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.RoutingRules;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outages that callers shall hardly notice. */
class SurvivalTest {
    private static final RoutingStrategy FIRST = (_, candidates) -> candidates.getFirst();

    /** A primary that is away for a minute, with a call each four seconds; it refuses, or says nothing until time runs out. */
    @ParameterizedTest
    @CsvSource({"5, UPSTREAM", "1000, UPSTREAM", "5000, UPSTREAM_TIMEOUT"})
    void aDeadPrimaryCostsTheFirstCallerOnly(int failsAfterMillis, ErrorKind kind) {
        Duration from = Duration.ofSeconds(60);
        Duration until = Duration.ofSeconds(120);
        Simulation simulation = new Simulation(7, RoutingRules.DEFAULT);
        RoutedTarget primary =
                simulation.target("primary", 0, Upstream.dead(from, until, Duration.ofMillis(failsAfterMillis), kind));
        simulation.target("secondary", 1, Upstream.sound());

        Tally tally = simulation.run(FIRST, Duration.ofSeconds(4), Duration.ofSeconds(240));

        List<Long> onPrimary = tally.attempts().stream()
                .filter(attempt -> attempt.target() == primary)
                .map(Tally.Attempt::at)
                .toList();
        long whileDead = onPrimary.stream()
                .filter(at -> at >= from.toNanos() && at < until.toNanos())
                .count();
        long firstKnown = from.toNanos() + Duration.ofMillis(failsAfterMillis).toNanos();
        List<Long> waits = tally.endings().stream()
                .filter(ending ->
                        ending.at() - ending.nanos() > firstKnown && ending.at() - ending.nanos() < until.toNanos())
                .map(Tally.Ending::nanos)
                .toList();
        Duration usual = Duration.ofMillis(600);
        long back = onPrimary.stream()
                        .filter(at -> at >= until.toNanos())
                        .findFirst()
                        .orElseThrow()
                - until.toNanos();
        System.out.printf(
                "dead primary (fails after %d ms): %d attempts while dead, p95 afterwards %s, back after %d s%n",
                failsAfterMillis, whileDead, Tally.percentile(waits, 0.95).toMillis() + " ms", back / 1_000_000_000);
        assertEquals(1, tally.successRate());
        assertTrue(whileDead <= 4, whileDead + " attempts");
        assertTrue(Tally.percentile(waits, 0.95).compareTo(usual.plusMillis(300)) <= 0, waits::toString);
        assertTrue(back <= Duration.ofSeconds(66).toNanos(), "longer than the longest cool-down: " + back);
    }

    /** 500 calls a second for a minute, each repeated twice by its client; nothing works. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStormStaysAStormOfTheClientsMaking(boolean coolDown) {
        RoutingRules usual = RoutingRules.DEFAULT;
        RoutingRules rules = coolDown
                ? usual
                : new RoutingRules(
                        usual.maxAttempts(), usual.retries(), usual.backOff(), usual.budget(), Circuit.Rules.NEVER);
        Simulation simulation = new Simulation(7, rules).clientsRetry(2);
        for (String name : List.of("a", "b", "c")) {
            simulation.target(name, 0, Upstream.failing(1));
        }

        Tally tally = simulation.run(FIRST, Duration.ofMillis(2), Duration.ofSeconds(60));

        double perRequest = (double) tally.attempts().size() / tally.requests;
        System.out.printf(
                "storm (cool-down %s): %d requests, %d attempts, %.3f each%n",
                coolDown, tally.requests, tally.attempts().size(), perRequest);
        assertEquals(90_000, tally.requests);
        assertEquals(0, tally.successRate());
        assertTrue(perRequest <= 1.2, "attempts per request: " + perRequest);
    }

    @Test
    void aPrimaryThatDiesUnderLoadCostsNobodyAnAnswer() {
        Simulation simulation = new Simulation(7, RoutingRules.DEFAULT);
        simulation.target(
                "primary",
                0,
                Upstream.dead(
                        Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofMillis(5), ErrorKind.UPSTREAM));
        simulation.target("secondary", 1, Upstream.sound());

        Tally tally = simulation.run(FIRST, Duration.ofMillis(5), Duration.ofSeconds(60));

        assertEquals(1, tally.successRate());
    }
}
