package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What bodies under way take is bounded, and given back however an exchange ends. */
@Timeout(60)
class BodyMemoryTest {
    private static final String CONFIG = """
            server:
              limits: {body-memory: 1MB}
            providers:
              upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
              here: {type: mock}
            models:
              local: {targets: [{provider: here, model: x}]}
              m: {targets: [{provider: upstream, model: m}]}
              impatient: {targets: [{provider: upstream, model: m, timeouts: {first-byte: 100ms}}]}
              two: {targets: [{provider: upstream, model: a}, {provider: upstream, model: b}]}
            """;
    private static final String CACHE = """
            caches:
              replies: {type: memory}
            """;
    private static final String LARGE = "x".repeat(300_000);

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = gateway(CONFIG);
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private TestingGateway gateway(String config) {
        return Gateways.builder().config(config).upstream(upstream).start();
    }

    private static String large(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + LARGE + "\"}]}";
    }

    @Test
    void aRequestThatDoesNotFitIsRefusedAtOnceAndServedLater() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).json(Chat.COMPLETION).build());
        try (RawHttp first = RawHttp.connect(gateway.baseUrl())) {
            first.request("POST", Chat.PATH, gateway.headers(), large("two"));
            gate.awaitArrivals(1);
            assertTrue(
                    gateway.gateway().bodyBytes() >= 2 * LARGE.length(),
                    "" + gateway.gateway().bodyBytes());
            RawReply refused = gateway.post(Chat.PATH, large("two"));
            assertEquals(503, refused.status(), refused::text);
            assertEquals("1", refused.header("retry-after").orElseThrow());
            assertEquals("gateway", refused.header("x-switchboard-error").orElseThrow());
            assertTrue(refused.text().startsWith("{\"error\":{\"message\":"), refused::text);
            gate.open();
            assertEquals(200, first.readReply().status());
        }
        assertEverythingGivenBack();
        upstream.enqueue(Reply.json(Chat.COMPLETION));
        assertEquals(200, gateway.post(Chat.PATH, large("two")).status());
        assertEverythingGivenBack();
    }

    @Test
    void aBodyThatCouldNeverFitIsTooLarge() throws IOException {
        RawReply refused = gateway.post(Chat.PATH, "x".repeat(600_000));
        assertEquals(413, refused.status(), refused::text);
        assertEverythingGivenBack();
    }

    /** A model in this process reads the texts, which then take several times their bytes. */
    @Test
    void aRequestToAModelInThisProcessTakesMore() throws IOException {
        RawReply refused = gateway.post(Chat.PATH, large("local"));
        assertEquals(413, refused.status(), refused::text);
        assertTrue(refused.text().contains("body-memory"), refused::text);
        assertEverythingGivenBack();
        RawReply streamed = gateway.post(Chat.PATH, large("local").replaceFirst("\\{", "{\"stream\":true,"));
        assertEquals(413, streamed.status(), streamed::text);
        RawReply fits = gateway.post(Chat.PATH, large("local").replace(LARGE, LARGE.substring(150_000)));
        assertEquals(200, fits.status(), fits::text);
        assertEverythingGivenBack();
    }

    /** The upstream has done its work already: another would have to do it again, and its reply would not fit either. */
    @Test
    void aReplyThatDoesNotFitIsAnHonestErrorAndNoReasonToAskAnother() throws IOException {
        upstream.otherwise(request -> Reply.json(Chat.COMPLETION.replace("Hello", LARGE + LARGE + LARGE + LARGE)));
        RawReply refused = gateway.post(Chat.PATH, Chat.request("two"));
        assertEquals(503, refused.status(), refused::text);
        assertEquals("gateway", refused.header("x-switchboard-error").orElseThrow());
        assertEquals("1", refused.header("x-switchboard-attempts").orElseThrow());
        assertEquals(1, upstream.requestCount());
        assertEverythingGivenBack();
    }

    @Test
    void streamedExchangesGiveEverythingBack() throws IOException {
        upstream.enqueue(Chat.stream());
        assertTrue(gateway.post(Chat.PATH, Chat.streamed("m")).text().contains(Chat.DONE));
        assertEverythingGivenBack();
    }

    @Test
    void failedExchangesGiveEverythingBack() throws IOException {
        upstream.enqueue(
                Reply.json(400, Chat.error("no")),
                Reply.status(200).json(Chat.COMPLETION).cutAfter(20, Cut.RST).build(),
                Reply.sse().data(Chat.text("Hel")).cutAfter(30, Cut.RST).build());
        assertAnswered(400, large("m"));
        assertAnswered(502, large("m"));
        assertAnswered(502, Chat.streamed("m"));
        assertAnswered(400, LARGE);
        assertAnswered(404, large("unknown"));
    }

    private void assertAnswered(int status, String request) throws IOException {
        assertEquals(status, gateway.post(Chat.PATH, request).status());
        assertEverythingGivenBack();
    }

    @Test
    void exchangesThatTookTooLongGiveEverythingBack() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).json(Chat.COMPLETION).build());
        assertEquals(504, gateway.post(Chat.PATH, large("impatient")).status());
        assertEverythingGivenBack();
        gate.open();
    }

    @Test
    void abortedExchangesGiveEverythingBack() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).json(Chat.COMPLETION).build());
        try (RawHttp leaving = RawHttp.connect(gateway.baseUrl())) {
            leaving.request("POST", Chat.PATH, gateway.headers(), large("two"));
            gate.awaitArrivals(1);
            leaving.reset();
        }
        assertEverythingGivenBack();
        try (RawHttp leaving = RawHttp.connect(gateway.baseUrl())) {
            byte[] whole = RawHttp.render(
                    "POST", Chat.PATH, "x", gateway.headers(), large("two").getBytes(StandardCharsets.UTF_8));
            leaving.send(Arrays.copyOf(whole, whole.length / 2));
            await(() -> gateway.gateway().bodyBytes() >= LARGE.length());
            leaving.reset();
        }
        assertEverythingGivenBack();
        gate.open();
    }

    @Test
    void cachedExchangesGiveEverythingBack() throws IOException {
        try (TestingGateway caching = gateway(CONFIG + CACHE)) {
            upstream.enqueue(Reply.json(Chat.COMPLETION));
            assertEquals(200, caching.post(Chat.PATH, large("two")).status());
            awaitNothingKept(caching);
            assertEquals(200, caching.post(Chat.PATH, large("two")).status());
            assertEquals(1, upstream.requestCount());
            awaitNothingKept(caching);
        }
    }

    private void assertEverythingGivenBack() {
        awaitNothingKept(gateway);
    }

    /** The caller has its reply a moment before the exchange is over. */
    private static void awaitNothingKept(TestingGateway any) {
        await(() -> any.gateway().bodyBytes() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "not within 20 seconds");
            Thread.onSpinWait();
        }
    }
}
