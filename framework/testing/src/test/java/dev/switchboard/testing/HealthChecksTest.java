package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that are asked without a caller: what is broken is known before a caller finds out. */
class HealthChecksTest {
    private static final String FIRST = "/v1/first/chat/completions";
    private static final String SECOND = "/v1/second/chat/completions";
    private static final String CONFIG = """
            providers:
              first: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/first", api-key: sk-fake-first}
              second: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/second", api-key: sk-fake-second}
            models:
              m:
                targets:
                  - {provider: first, model: large, health-check: {interval: 10ms, model: small}}
                  - {provider: second, model: large, order: 1}
              "o/*":
                targets: [{provider: second, model: "*", health-check: {interval: 10ms}}]
            routing: {cool-down: {first: 10ms, most: 10ms}}
            """;

    private MockUpstream upstream;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start().on("POST", SECOND, Reply.json(Chat.COMPLETION));
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    private TestingGateway gateway(String config) {
        return Gateways.surviving().upstream(upstream).config(config).start();
    }

    private static void await(TestingGateway gateway, String page, String wanted) throws IOException {
        long giveUp = System.nanoTime() + 20_000_000_000L;
        String text = gateway.get(page).text();
        while (!text.contains(wanted)) {
            assertTrue(System.nanoTime() < giveUp, text + " (expected: " + wanted + ")");
            Thread.onSpinWait();
            text = gateway.get(page).text();
        }
    }

    private List<String> bodies(String path) {
        return upstream.requests().stream()
                .filter(request -> request.path().equals(path))
                .map(request -> request.bodyText())
                .toList();
    }

    @Test
    void aBrokenTargetIsFoundAndItsRecoveryToo() throws IOException {
        upstream.on("POST", FIRST, Reply.json(500, Chat.error("down")));
        try (TestingGateway gateway = gateway(CONFIG.replace("10ms, most: 10ms", "1h, most: 1h"))) {
            await(gateway, "/health/models", "\"state\":\"cools down\"");
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
            assertEquals(200, reply.status(), reply::text);
            assertEquals(Optional.of("1"), reply.header("x-switchboard-attempts"), "nobody paid for finding out");
            assertEquals(Optional.of("second/large"), reply.header("x-switchboard-target"));
        }
        try (TestingGateway gateway = gateway(CONFIG)) {
            await(gateway, "/health/models", "\"last_check_status\":500");
            upstream.on("POST", FIRST, Reply.json(Chat.COMPLETION));
            await(gateway, "/health/models", "\"last_check_status\":200");
            await(gateway, "/health/models", "\"state\":\"works\"");
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
            assertEquals(Optional.of("first/large"), reply.header("x-switchboard-target"));
        }
    }

    @Test
    void aCheckIsAShortCallOfTheNamedModel() throws IOException {
        upstream.on("POST", FIRST, Reply.json(Chat.COMPLETION));
        try (TestingGateway gateway = gateway(CONFIG)) {
            await(gateway, "/health/models", "\"last_check_status\":200");
        }
        String body = bodies(FIRST).getFirst();
        assertTrue(body.contains("\"model\":\"small\"") && body.contains("16"), body);
        assertEquals(List.of(), bodies(SECOND), "a pattern has no model to ask, and the spare was not to be asked");
    }

    /** A refusal says that the target is alive; the operator sees it all the same. */
    @Test
    void aRefusedCheckIsShownAndClosesNothing() throws IOException {
        upstream.on("POST", FIRST, Reply.json(401, Chat.error("wrong key")));
        try (TestingGateway gateway = gateway(CONFIG)) {
            await(gateway, "/health/models", "\"last_check_status\":401");
            await(gateway, "/health", "\"unhealthy_count\":1");
            upstream.on("POST", FIRST, Reply.json(Chat.COMPLETION));
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
            assertEquals(Optional.of("first/large"), reply.header("x-switchboard-target"));
        }
    }
}
