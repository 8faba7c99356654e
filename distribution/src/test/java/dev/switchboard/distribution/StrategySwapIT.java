package dev.switchboard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.testing.TestingGateway;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.load.LoadDriver;
import dev.switchboard.testkit.load.LoadPlan;
import dev.switchboard.testkit.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strategy's bundle is replaced under load: no call is lost, and nothing of what routing has learned. */
class StrategySwapIT {
    private static final int SWAPS = 6;
    private static final String CHAT = "/v1/chat/completions";
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final Header SESSION = new Header("x-switchboard-session", "one");
    private static final String COMPLETION = """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":\
            "assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,\
            "total_tokens":5}}""";

    @TempDir
    private Path directory;

    private final AtomicLong asked = new AtomicLong();
    private MockUpstream upstream;
    private BundledGateway gateway;

    @BeforeEach
    void start() throws IOException {
        upstream = MockUpstream.start()
                .on("POST", "/v1/dead/chat/completions", Reply.json(500, "{\"error\":{\"message\":\"down\"}}"))
                .otherwise(_ -> Reply.json(COMPLETION));
        gateway = BundledGateway.start(
                directory, TestingGateway.builder().upstream(upstream).config("""
                        providers:
                          dead: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/dead", api-key: sk-fake-dead}
                          one: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/one", api-key: sk-fake-one}
                          two: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/two", api-key: sk-fake-two}
                        models:
                          m:
                            targets:
                              - {provider: dead, model: m}
                              - {provider: one, model: m}
                              - {provider: two, model: m}
                        routing: {strategy: latency, cool-down: {first: 1h, most: 1h}}
                        """));
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void whatRoutingHasLearnedOutlivesItsStrategy() throws Exception {
        String home = ask();
        LoadPlan plan = gateway.load().rate(100, CHAT, REQUEST).atMost(Duration.ofMinutes(10), 1_000_000);
        LoadReport report;
        try (LoadDriver load = LoadDriver.start(plan)) {
            await(() -> value("dead/m", "state").equals("\"cools down\""));
            long failed = number("dead/m", "failed");
            for (int swap = 1; swap <= SWAPS; swap++) {
                long answered = answered();
                String version = "1.0." + swap;
                gateway.replace(
                        "routing-latency",
                        version,
                        "routing-latency.jar",
                        Edition.of("routing-latency", version).bytes());
                await(() -> answered() > answered + 10);
                assertEquals(home, ask(), "a session keeps its target");
                assertEquals("\"cools down\"", value("dead/m", "state"));
                assertEquals(failed, number("dead/m", "failed"), "what cools down is not asked again");
                assertTrue(Double.parseDouble(value(home, "first_content_ms")) > 0, "averages stay");
            }
            report = load.stop();
        }
        report.assertFlawless();
        assertEquals(report.answered() + asked.get(), answered(), "every answer is counted, once");
        assertEquals(requestsTo("/dead/"), number("dead/m", "failed"));
        assertEquals(requestsTo("/one/"), number("one/m", "answered"));
        for (String target : new String[] {"dead/m", "one/m", "two/m"}) {
            assertEquals(0, number(target, "in_flight"), target);
        }
        System.out.println(SWAPS + " swaps of routing-latency: " + report);
    }

    /** A call of the one session. @return the target that answered */
    private String ask() throws IOException {
        RawReply reply = gateway.gateway().post(CHAT, REQUEST, SESSION);
        assertEquals(200, reply.status(), reply::text);
        asked.incrementAndGet();
        return reply.header("x-switchboard-target").orElseThrow();
    }

    private static void await(Callable<Boolean> wish) throws Exception {
        long giveUp = System.nanoTime() + BundledGateway.PATIENCE.toNanos();
        while (!wish.call()) {
            assertTrue(System.nanoTime() < giveUp, "did not come about");
            Thread.onSpinWait();
        }
    }

    private long requestsTo(String provider) {
        return upstream.requests().stream()
                .filter(request -> request.path().contains(provider))
                .count();
    }

    private long answered() throws IOException {
        return number("one/m", "answered") + number("two/m", "answered");
    }

    private long number(String target, String field) throws IOException {
        return Long.parseLong(value(target, field));
    }

    /** What {@code /health/models} says of a target, as JSON. */
    private String value(String target, String field) throws IOException {
        JsonValue page = JsonValue.of(
                JsonText.parse(gateway.gateway().get("/health/models").text()));
        return page.get("models").elements().getFirst().get("targets").elements().stream()
                .filter(each -> each.string("id").equals(Optional.of(target)))
                .map(each -> each.get(field).text().text())
                .findFirst()
                .orElseThrow();
    }
}
