package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a call goes, where it goes next, and that the caller can see it. */
class RoutingTest {
    private static final String CONFIG = """
            providers:
              first: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/first", api-key: sk-fake-first}
              second: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/second", api-key: sk-fake-second}
            models:
              m:
                targets:
                  - {provider: first, model: one, weight: 1000000}
                  - {provider: second, model: two, weight: 0}
                aliases: [nickname]
            """;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", "/v1/second/chat/completions", Reply.json(Chat.COMPLETION));
        gateway = Gateways.surviving().upstream(upstream).config(CONFIG).start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private void firstAnswers(Reply reply) {
        upstream.on("POST", "/v1/first/chat/completions", reply);
    }

    @Test
    void theNextTargetAnswersWhenTheFirstFails() throws IOException {
        firstAnswers(Reply.json(503, Chat.error("overloaded")));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("nickname"));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(Chat.COMPLETION, reply.text());
        assertEquals(Optional.of("2"), reply.header("x-switchboard-attempts"));
        assertTrue(reply.header("x-switchboard-target").orElseThrow().contains("second"), reply::toString);
        assertTrue(reply.header("x-switchboard-decisions").orElseThrow().contains("failed with 503"), reply::toString);
        assertEquals(Chat.request("two"), upstream.requests().getLast().bodyText());
    }

    @Test
    void theNextTargetStreamsWhenTheFirstFailsBeforeContent() throws IOException {
        firstAnswers(
                Reply.sse(Chat.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"), Chat.error("overloaded")));
        upstream.on("POST", "/v1/second/chat/completions", Chat.stream());
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(200, reply.status(), reply::text);
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
        assertTrue(!reply.text().contains("overloaded"), reply::text);
        assertEquals(Optional.of("2"), reply.header("x-switchboard-attempts"));
    }

    @Test
    void aFaultOfTheCallersIsNotTriedAgain() throws IOException {
        firstAnswers(Reply.json(400, Chat.error("bad")));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(400, reply.status());
        assertEquals(Optional.of("1"), reply.header("x-switchboard-attempts"));
    }

    @Test
    void whenAllFailTheLastErrorIsPassedOn() throws IOException {
        firstAnswers(Reply.json(503, Chat.error("overloaded")));
        upstream.on("POST", "/v1/second/chat/completions", Reply.json(429, Chat.error("slow down")));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(429, reply.status());
        assertEquals(Chat.error("slow down"), reply.text());
    }

    @Test
    void aChangedConfigurationIsInForceWithoutARestart() throws IOException {
        assertEquals(404, gateway.post(Chat.PATH, Chat.request("new")).status());
        gateway.reconfigure(CONFIG.replace("nickname", "new"));
        awaitStatus("new", 200);
        assertEquals(404, gateway.post(Chat.PATH, Chat.request("nickname")).status());
    }

    @Test
    void aBrokenConfigurationChangesNothing() throws IOException {
        try (TestingLog log = TestingLog.capture()) {
            gateway.reconfigure(CONFIG.replace("nickname", "new").replace("providers:", "provider:"));
            log.await("the changed configuration is refused");
        }
        assertEquals(404, gateway.post(Chat.PATH, Chat.request("new")).status());
        firstAnswers(Reply.json(Chat.COMPLETION));
        assertEquals(200, gateway.post(Chat.PATH, Chat.request("nickname")).status());
    }

    private void awaitStatus(String model, int status) throws IOException {
        firstAnswers(Reply.json(Chat.COMPLETION));
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (gateway.post(Chat.PATH, Chat.request(model)).status() != status) {
            assertTrue(System.nanoTime() < giveUp, "model " + model + " never answered " + status);
        }
    }
}
