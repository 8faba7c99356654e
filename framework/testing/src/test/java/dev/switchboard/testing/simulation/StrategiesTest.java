package dev.switchboard.testing.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.pipeline.route.RoutingRules;
import dev.switchboard.routing.cost.CostConfig;
import dev.switchboard.routing.cost.CostPlugin;
import dev.switchboard.routing.latency.LatencyConfig;
import dev.switchboard.routing.latency.LatencyPlugin;
import dev.switchboard.routing.leastbusy.LeastBusyConfig;
import dev.switchboard.routing.leastbusy.LeastBusyPlugin;
import dev.switchboard.routing.priority.PriorityConfig;
import dev.switchboard.routing.priority.PriorityPlugin;
import dev.switchboard.routing.usage.UsageConfig;
import dev.switchboard.routing.usage.UsagePlugin;
import dev.switchboard.routing.weighted.WeightedConfig;
import dev.switchboard.routing.weighted.WeightedPlugin;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import dev.switchboard.testkit.doubles.TestingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Five targets, two of them degraded, twenty calls a second for ten minutes: each strategy beside one that knows which. */
class StrategiesTest {
    private static final List<String> DEGRADED = List.of("b", "d");

    @TempDir
    Path folder;

    private Map<String, RoutingStrategy> strategies;

    /** What is wrong with two of the five. */
    enum Fault {
        TEN_TIMES_SLOWER(() -> Upstream.slower(10)),
        FAILS_THREE_OF_TEN(() -> Upstream.failing(0.3)),
        THROTTLED_AT_50_RPM(() -> Upstream.throttled(50));

        private final Supplier<Upstream> upstream;

        Fault(Supplier<Upstream> upstream) {
            this.upstream = upstream;
        }
    }

    @BeforeEach
    void makeStrategies() {
        strategies = new LinkedHashMap<>();
        strategies.put("weighted", strategy(new WeightedPlugin(), new WeightedConfig()));
        strategies.put("least-busy", strategy(new LeastBusyPlugin(), new LeastBusyConfig()));
        strategies.put("latency", strategy(new LatencyPlugin(), new LatencyConfig(0)));
        strategies.put("usage", strategy(new UsagePlugin(), new UsageConfig()));
        strategies.put("cost", strategy(new CostPlugin(), new CostConfig(0.25)));
        strategies.put("priority", strategy(new PriorityPlugin(), new PriorityConfig()));
    }

    @SuppressWarnings("unchecked") // the settings are of the factory's own type
    private RoutingStrategy strategy(Plugin plugin, Record settings) {
        RoutingStrategyFactory<Record> factory =
                (RoutingStrategyFactory<Record>) plugin.routingStrategies().getFirst();
        return factory.create("default", settings, TestingContext.in(folder));
    }

    private static Tally run(Fault fault, RoutingStrategy strategy) {
        Simulation simulation = new Simulation(11, RoutingRules.DEFAULT);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            simulation.target(name, 0, DEGRADED.contains(name) ? fault.upstream.get() : Upstream.sound());
        }
        return simulation.run(strategy, Duration.ofMillis(50), Duration.ofMinutes(10));
    }

    /** Knows which targets are sound, and shares among them. */
    private static RoutingStrategy oracle() {
        int[] turn = new int[1];
        return (_, candidates) -> {
            List<Candidate> sound = new ArrayList<>(candidates);
            sound.removeIf(candidate -> candidate instanceof RoutedTarget target
                    && DEGRADED.contains(target.target().provider()));
            List<Candidate> usable = sound.isEmpty() ? candidates : sound;
            return usable.get(turn[0]++ % usable.size());
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachStrategyBesideTheIdeal(Fault fault) {
        Tally ideal = run(fault, oracle());
        print(fault, "ideal", ideal, ideal);
        strategies.forEach((name, strategy) -> {
            Tally tally = run(fault, strategy);
            print(fault, name, tally, ideal);
            assertTrue(tally.successRate() >= 0.999, name + " lost calls: " + tally.successRate());
            if (name.equals("latency")) {
                assertTrue(
                        tally.p95().toNanos() <= 1.1 * ideal.p95().toNanos(),
                        "p95 " + tally.p95() + " (expected: within a tenth of " + ideal.p95() + ")");
            }
        });
    }

    private static void print(Fault fault, String name, Tally tally, Tally ideal) {
        System.out.printf(
                "%-20s %-11s success %7.3f %%, p95 %5d ms (%4.2f of the ideal), %.3f attempts per call%n",
                fault,
                name,
                tally.successRate() * 100,
                tally.p95().toMillis(),
                (double) tally.p95().toNanos() / ideal.p95().toNanos(),
                (double) tally.attempts().size() / tally.requests);
    }
}
