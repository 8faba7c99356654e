package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.PluginContext;
import dev.switchboard.spi.plugin.Plugin;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.RoutingStrategy;
import dev.switchboard.spi.routing.RoutingStrategyFactory;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The outages of the simulation, over real connections: minutes pass on a clock that the test turns, by what upstreams take and
 * by the pauses between calls.
 */
class OutagesTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> DEGRADED = List.of("b", "d");

    private final AtomicLong clock = new AtomicLong(1_000_000_000);
    private final SplittableRandom random = new SplittableRandom(11);
    private MockUpstream upstream;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private TestingGateway gateway(String models, Plugin... more) {
        StringBuilder config = new StringBuilder("providers:\n");
        for (String name : NAMES) {
            config.append("  ").append(name).append(": {type: openai-compatible, base-url: \"${env:UPSTREAM_URL}/");
            config.append(name).append("\", api-key: sk-fake-").append(name).append("}\n");
        }
        return Gateways.surviving()
                .plugin(more)
                .upstream(upstream)
                .config(config + models)
                .clock(clock::get)
                .start();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static String path(String provider) {
        return "/v1/" + provider + "/chat/completions";
    }

    private static RawReply ask(TestingGateway gateway, String model) throws IOException {
        return gateway.post(Chat.PATH, Chat.request(model));
    }

    @Test
    void aDeadPrimaryIsAskedFourTimesInAMinuteAndTakenBackAtTheFirstProbe() throws IOException {
        long[] asked = new long[2];
        boolean[] dead = {true};
        upstream.on("POST", path("a"), _ -> {
            asked[dead[0] ? 0 : 1]++;
            return dead[0] ? Reply.json(500, Chat.error("down")) : Reply.json(Chat.COMPLETION);
        });
        upstream.on("POST", path("b"), Reply.json(Chat.COMPLETION));
        try (TestingGateway gateway = gateway("""
                models:
                  m: {targets: [{provider: a, model: m}, {provider: b, model: m, order: 1}]}
                """)) {
            for (int call = 0; call < 15; call++) {
                assertEquals(200, ask(gateway, "m").status());
                pass(Duration.ofSeconds(4));
            }
            assertTrue(asked[0] <= 4, asked[0] + " attempts at a dead target");
            dead[0] = false;
            for (int call = 0; call < 20; call++) {
                assertEquals(200, ask(gateway, "m").status());
                pass(Duration.ofSeconds(4));
            }
            System.out.printf("dead primary over sockets: %d attempts in 60 s%n", asked[0]);
            assertTrue(asked[1] > 0, "not taken back within the longest cool-down");
            assertEquals("a/m", ask(gateway, "m").header("x-switchboard-target").orElseThrow());
        }
    }

    /** A thousand clients that call twice more when they are refused: what SDKs do. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStormStaysAStormOfTheClientsMaking(boolean coolDown) throws IOException {
        upstream.otherwise(_ -> Reply.json(500, Chat.error("down")));
        int requests = 0;
        try (TestingGateway gateway = gateway("""
                models:
                  m: {targets: [{provider: a, model: m}, {provider: b, model: m}, {provider: c, model: m}]}
                routing: {cool-down: {enabled: %s}, retries: {first-wait: 1ms, longest-wait: 1ms}}
                """.formatted(coolDown))) {
            for (int client = 0; client < 1_000; client++) {
                for (int call = 0; call < 3; call++) {
                    int status = ask(gateway, "m").status();
                    assertTrue(status >= 429, "status " + status);
                    requests++;
                    pass(Duration.ofMillis(2));
                }
            }
        }
        double each = (double) upstream.requestCount() / requests;
        System.out.printf(
                "storm over sockets (cool-down %s): %d requests, %.3f attempts each%n", coolDown, requests, each);
        assertTrue(each <= 1.2, "attempts per request: " + each);
    }

    /** What is wrong with two of the five. */
    enum Fault {
        TEN_TIMES_SLOWER,
        FAILS_THREE_OF_TEN,
        THROTTLED_AT_50_RPM
    }

    @ParameterizedTest
    @EnumSource
    void twoOfFiveAreDegradedAndLatencyKeepsUpWithWhoKnowsWhich(Fault fault) throws IOException {
        Figures ideal = run(fault, "oracle");
        System.out.println(ideal.line(fault, ideal));
        for (String strategy : List.of("latency", "least-busy", "weighted", "usage", "cost", "priority")) {
            Figures figures = run(fault, strategy);
            System.out.println(figures.line(fault, ideal));
            assertEquals(0, figures.failed(), strategy + " lost calls");
            if (strategy.equals("latency")) {
                assertTrue(
                        figures.p95() <= 1.1 * ideal.p95(),
                        "p95 " + figures.p95() + " (expected: within a tenth of " + ideal.p95() + ")");
            }
        }
    }

    /** What became of the calls of a run: one after the other, twenty a second; times in microseconds of the turned clock. */
    private record Figures(String strategy, int failed, List<Long> micros) {
        long p95() {
            return micros.stream().sorted().toList().get(micros.size() * 95 / 100);
        }

        String line(Fault fault, Figures ideal) {
            return "over sockets: %-20s %-11s failed %d, p95 %6d µs (%4.2f of the ideal)"
                    .formatted(fault, strategy, failed, p95(), (double) p95() / ideal.p95());
        }
    }

    private Figures run(Fault fault, String strategy) throws IOException {
        NAMES.forEach(name -> {
            Degraded target = new Degraded(DEGRADED.contains(name) ? fault : null);
            upstream.on("POST", path(name), _ -> target.answer());
        });
        List<Long> micros = new ArrayList<>();
        int failed = 0;
        try (TestingGateway gateway = gateway("""
                models:
                  m:
                    targets:
                      - {provider: a, model: m}
                      - {provider: b, model: m}
                      - {provider: c, model: m}
                      - {provider: d, model: m}
                      - {provider: e, model: m}
                routing: {strategy: %s}
                """.formatted(strategy), new OraclePlugin())) {
            for (int call = 0; call < 400; call++) {
                long began = clock.get();
                failed += ask(gateway, "m").status() == 200 ? 0 : 1;
                micros.add((clock.get() - began) / 1_000);
                pass(Duration.ofMillis(30));
            }
        }
        return new Figures(strategy, failed, micros);
    }

    /** An upstream that takes 20 ms, give or take, or is worse. */
    private final class Degraded {
        private final Fault fault;
        private long minute = -1;
        private int inMinute;

        Degraded(Fault fault) {
            this.fault = fault;
        }

        synchronized Reply answer() {
            long present = clock.get() / Duration.ofMinutes(1).toNanos();
            inMinute = present == minute ? inMinute + 1 : 1;
            minute = present;
            if (fault == Fault.THROTTLED_AT_50_RPM && inMinute > 50) {
                pass(Duration.ofMillis(1));
                return Reply.json(429, Chat.error("slow down"));
            }
            if (fault == Fault.FAILS_THREE_OF_TEN && random.nextDouble() < 0.3) {
                pass(Duration.ofMillis(5));
                return Reply.json(500, Chat.error("down"));
            }
            double micros = 20_000 * Math.exp(0.25 * random.nextGaussian());
            pass(Duration.of((long) (fault == Fault.TEN_TIMES_SLOWER ? 10 * micros : micros), ChronoUnit.MICROS));
            return Reply.json(Chat.COMPLETION);
        }
    }

    /** Offers a strategy that knows which targets are sound, and shares among them. */
    private static final class OraclePlugin implements Plugin {
        @Override
        public List<RoutingStrategyFactory<?>> routingStrategies() {
            return List.of(new OracleFactory());
        }
    }

    /** It has no settings. */
    record OracleConfig() {}

    private static final class OracleFactory implements RoutingStrategyFactory<OracleConfig> {
        @Override
        public String type() {
            return "oracle";
        }

        @Override
        public Class<OracleConfig> configType() {
            return OracleConfig.class;
        }

        @Override
        public RoutingStrategy create(String name, OracleConfig config, PluginContext context) {
            AtomicLong turn = new AtomicLong();
            return (_, candidates) -> {
                List<Candidate> sound = new ArrayList<>(candidates);
                sound.removeIf(candidate -> DEGRADED.contains(candidate.target().provider()));
                List<Candidate> usable = sound.isEmpty() ? candidates : sound;
                return usable.get((int) (turn.getAndIncrement() % usable.size()));
            };
        }
    }
}
