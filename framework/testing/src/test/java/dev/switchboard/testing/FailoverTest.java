package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outages over real connections: cool-down, probes, fallback models and hedging. */
class FailoverTest {
    private static final String FIRST = "/v1/first/chat/completions";
    private static final String SECOND = "/v1/second/chat/completions";
    private static final String CONFIG = """
            providers:
              first: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/first", api-key: sk-fake-first}
              second: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/second", api-key: sk-fake-second}
            models:
              alone: {targets: [{provider: first, model: one}], retries: {max-attempts: 1}}
              pair: {targets: [{provider: first, model: one}, {provider: second, model: two, order: 1}]}
              falling: {targets: [{provider: first, model: one}], fallbacks: [spare]}
              small:
                targets: [{provider: first, model: one, context-window: 500}]
                context-window-fallbacks: [spare]
              hedged:
                targets: [{provider: first, model: one}, {provider: second, model: two, order: 1}]
                hedge-after: 50ms
              limited: {targets: [{provider: second, model: two, limits: {rpm: 2}}]}
              spare: {targets: [{provider: second, model: two}]}
            routing:
              cool-down: {first: 300ms, most: 300ms}
            """;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", SECOND, Reply.json(Chat.COMPLETION));
        gateway = Gateways.surviving().upstream(upstream).config(CONFIG).start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private RawReply ask(String model, Header... headers) throws IOException {
        return gateway.post(Chat.PATH, Chat.request(model), headers);
    }

    private void firstAnswers(Reply reply) {
        upstream.on("POST", FIRST, reply);
    }

    @Test
    void aLoneTargetThatIsDownIsLeftAloneAndComesBack() throws IOException {
        firstAnswers(Reply.json(500, Chat.error("down")));
        for (int i = 0; i < 5; i++) {
            assertEquals(500, ask("alone").status());
        }
        RawReply refused = ask("alone");
        assertEquals(503, refused.status(), refused::text);
        assertEquals(Optional.of("1"), refused.header("retry-after"));
        assertEquals(Optional.of("gateway"), refused.header("x-switchboard-error"));
        assertEquals(5, upstream.requestCount());
        firstAnswers(Reply.json(Chat.COMPLETION));
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (ask("alone").status() != 200) {
            assertTrue(System.nanoTime() < giveUp, "never came back");
        }
        assertEquals(6, upstream.requestCount(), "one probe, and it answered");
    }

    @Test
    void aCoolDownOutlivesTheConfigurationAndTheStrategy() throws IOException {
        String patient = CONFIG.replace("300ms", "10m");
        gateway.reconfigure(patient.replace("limited:", "second-world:"));
        awaitModel("second-world");
        firstAnswers(Reply.json(500, Chat.error("down")));
        assertEquals(Optional.of("2"), ask("pair").header("x-switchboard-attempts"));
        gateway.reconfigure(
                patient.replace("limited:", "third-world:").replace("routing:", "routing:\n  strategy: latency"));
        awaitModel("third-world");
        firstAnswers(Reply.json(Chat.COMPLETION));
        assertEquals(Optional.of("second/two"), ask("pair").header("x-switchboard-target"));
        assertTrue(gateway.get("/health/models").text().contains("\"state\":\"cools down\""));
    }

    private void awaitModel(String model) throws IOException {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (ask(model).status() == 404) {
            assertTrue(System.nanoTime() < giveUp, model + " never came");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void whatCannotHealIsAskedOnceAndHarmsNoTarget(int status) throws IOException {
        firstAnswers(Reply.json(status, Chat.error("no")));
        for (int i = 0; i < 10; i++) {
            assertEquals(status, ask("pair").status());
        }
        assertEquals(10, upstream.requestCount());
    }

    @Test
    void anotherModelAnswersWhenAllTargetsFail() throws IOException {
        firstAnswers(Reply.json(502, Chat.error("down")));
        RawReply reply = ask("falling", new Header("x-switchboard-retries", "0"));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(Optional.of("1"), reply.header("x-litellm-attempted-fallbacks"));
        assertEquals(Optional.of("0"), reply.header("x-litellm-attempted-retries"));
        assertEquals(Optional.of("falling"), reply.header("x-litellm-model-group"));
        assertEquals(Optional.of("second/two"), reply.header("x-litellm-model-id"));
        assertTrue(reply.header("x-switchboard-decisions").orElseThrow().contains("goes on to spare"), reply::toString);
        assertTrue(reply.header("x-switchboard-overhead-ms").isPresent());
    }

    @Test
    void aRequestThatIsTooLongGoesElsewhereBeforeAndAfterItIsSent() throws IOException {
        firstAnswers(Reply.json(Chat.COMPLETION));
        assertEquals(Optional.of("first/one"), ask("small").header("x-switchboard-target"));
        String large = Chat.request("small").replace("hi", "hello ".repeat(1_000));
        assertEquals(Optional.of("second/two"), gateway.post(Chat.PATH, large).header("x-switchboard-target"));
        assertEquals(2, upstream.requestCount());
        firstAnswers(Reply.json(400, """
                {"error":{"message":"maximum context length is 500 tokens","type":"invalid_request_error",\
                "param":"messages","code":"context_length_exceeded"}}"""));
        RawReply after = ask("small");
        assertEquals(200, after.status(), after::text);
        assertEquals(Optional.of("second/two"), after.header("x-switchboard-target"));
    }

    @Test
    void aSecondTargetIsAskedWhenTheFirstIsSilent() throws IOException {
        Gate silent = Gate.closed();
        firstAnswers(Reply.status(200).hold(silent).json(Chat.COMPLETION).build());
        RawReply reply = ask("hedged");
        assertEquals(200, reply.status(), reply::text);
        assertEquals(Optional.of("second/two"), reply.header("x-switchboard-target"));
        assertEquals(Optional.of("2"), reply.header("x-switchboard-attempts"));
        silent.open();
        firstAnswers(Reply.json(Chat.COMPLETION));
        assertEquals(Optional.of("first/one"), ask("hedged").header("x-switchboard-target"));
    }

    @Test
    void aSilentProbeIsNotPaidForByACaller() throws IOException {
        firstAnswers(Reply.json(500, Chat.error("down")));
        assertEquals(Optional.of("2"), ask("pair").header("x-switchboard-attempts"));
        Gate silent = Gate.closed();
        firstAnswers(Reply.status(200).hold(silent).json(Chat.COMPLETION).build());
        RawReply reply = ask("pair");
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (reply.header("x-switchboard-attempts").equals(Optional.of("1"))) {
            assertTrue(System.nanoTime() < giveUp, "never probed");
            reply = ask("pair");
        }
        assertEquals(200, reply.status());
        assertEquals(Optional.of("second/two"), reply.header("x-switchboard-target"));
        silent.open();
        while (!ask("pair").header("x-switchboard-target").equals(Optional.of("first/one"))) {
            assertTrue(System.nanoTime() < giveUp, "the probe that nobody waited for was not heard");
        }
    }

    @Test
    void limitsAreKeptAndSayWhenToComeBack() throws IOException {
        assertEquals(200, ask("limited").status());
        assertEquals(200, ask("limited").status());
        RawReply refused = ask("limited");
        assertEquals(429, refused.status(), refused::text);
        assertTrue(Integer.parseInt(refused.header("retry-after").orElseThrow()) <= 60, refused::toString);
        assertEquals(2, upstream.requestCount());
    }

    @Test
    void aCallersFallbackMustBeOneTheyMayUse() throws IOException {
        assertEquals(
                404,
                ask("pair", new Header("x-switchboard-fallbacks", "nothing")).status());
        firstAnswers(Reply.json(500, Chat.error("down")));
        RawReply reply =
                ask("alone", new Header("x-switchboard-fallbacks", "spare"), new Header("x-switchboard-retries", "0"));
        assertEquals(Optional.of("second/two"), reply.header("x-switchboard-target"), reply::text);
    }
}
