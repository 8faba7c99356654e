package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** The guardrail and the cache that are delivered, as a caller meets them. */
class GuardedAndCachedTest {
    private static final String TARGETS = """
            providers:
              upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
            models:
              "*": {targets: [{provider: upstream, model: "*"}]}
            """;
    private static final String CACHE = """
            caches: {replies: {type: memory}}
            """;
    private static final String REQUEST_GUARD = """
            guardrails:
              words:
                type: patterns
                rules:
                  - {name: forbidden words, pattern: "forbidden"}
                  - {name: card number, pattern: "[0-9]{4} [0-9]{4}", action: mask, replacement: "[card]"}
            """;
    private static final String REPLY_GUARD = """
            guardrails:
              words: {type: patterns, check: [reply], rules: [{name: greetings, pattern: Hello, action: ACTION}]}
            """;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private void gateway(String... parts) {
        gateway = Gateways.builder()
                .upstream(upstream)
                .config(TARGETS + String.join("", parts))
                .start();
    }

    private void upstreamAnswers(Reply reply) {
        upstream.on("POST", "/v1/chat/completions", reply);
    }

    private static String saying(String text, boolean stream) {
        return (stream ? Chat.streamed("m") : Chat.request("m")).replace("hi", text);
    }

    private static void assertBlocked(RawReply reply, String rule) {
        assertEquals(400, reply.status(), reply::text);
        assertEquals(Optional.of("application/json"), reply.header("content-type"));
        assertTrue(reply.text().startsWith("{\"error\":{\"message\":"), reply::text);
        assertTrue(reply.text().contains("\"code\":\"content_policy_violation\""), reply::text);
        assertTrue(reply.text().contains(rule), reply::text);
        assertEquals(Optional.of("gateway"), reply.header("x-switchboard-error"));
        assertTrue(
                reply.header("x-switchboard-decisions").orElse("").contains("guard words: blocked"), reply::toString);
    }

    @Test
    void aBlockedPromptIsAnErrorInTheDialectAndReachesNobody() throws IOException {
        gateway(REQUEST_GUARD);
        for (boolean stream : List.of(false, true)) {
            RawReply reply = gateway.post(Chat.PATH, saying("something forbidden", stream));
            assertBlocked(reply, "forbidden words");
            assertFalse(reply.text().contains("something"), reply::text);
        }
        assertEquals(List.of(), upstream.requests());
    }

    @Test
    void aMaskedPromptReachesTheUpstreamMasked() throws IOException {
        gateway(REQUEST_GUARD);
        upstreamAnswers(Reply.json(Chat.COMPLETION));
        RawReply reply = gateway.post(Chat.PATH, saying("mine is 1234 5678", false));
        assertEquals(200, reply.status(), reply::text);
        assertTrue(reply.text().contains("\"content\":\"Hello\""), reply::text);
        String sent = upstream.requests().getFirst().bodyText();
        assertTrue(sent.contains("mine is [card]") && !sent.contains("1234"), sent);
    }

    @Test
    void aBlockedReplyNeverReachesTheCaller() throws IOException {
        gateway(REPLY_GUARD.replace("ACTION", "block"));
        upstreamAnswers(Reply.json(Chat.COMPLETION));
        assertBlocked(gateway.post(Chat.PATH, saying("hi", false)), "greetings");
        upstreamAnswers(Chat.stream());
        assertBlocked(gateway.post(Chat.PATH, saying("hi", true)), "greetings");
    }

    @Test
    void aMaskedReplyReachesTheCallerMasked() throws IOException {
        gateway(REPLY_GUARD.replace("ACTION", "mask"));
        upstreamAnswers(Reply.json(Chat.COMPLETION));
        RawReply whole = gateway.post(Chat.PATH, saying("hi", false));
        assertTrue(whole.text().contains("\"content\":\"[removed]\""), whole::text);
        upstreamAnswers(Chat.stream());
        RawReply streamed = gateway.post(Chat.PATH, saying("hi", true));
        assertEquals(200, streamed.status());
        assertTrue(streamed.text().contains("[removed]") && !streamed.text().contains("Hel"), streamed::text);
        assertTrue(streamed.text().endsWith("data: [DONE]\n\n"), streamed::text);
    }

    @Test
    void aRepeatedRequestIsAnsweredFromTheCache() throws IOException {
        gateway(CACHE);
        upstreamAnswers(Reply.json(Chat.COMPLETION));
        assertKept(saying("hi", false));
        int asked = upstream.requests().size();
        gateway.post(Chat.PATH, saying("hi", false));
        assertEquals(asked, upstream.requests().size());
        gateway.post(Chat.PATH, saying("hi again", false));
        assertEquals(asked + 1, upstream.requests().size());
    }

    @Test
    void aRepeatedStreamIsAnsweredFromTheCache() throws IOException {
        gateway(CACHE);
        upstreamAnswers(Chat.stream());
        assertKept(saying("hi", true));
        int asked = upstream.requests().size();
        gateway.post(Chat.PATH, saying("hi", true));
        assertEquals(asked, upstream.requests().size());
    }

    private void assertKept(String request) throws IOException {
        RawReply first = gateway.post(Chat.PATH, request);
        assertEquals(200, first.status(), first::text);
        assertEquals(Optional.empty(), first.header("x-switchboard-decisions"));
        RawReply second = Chat.awaitHit(gateway, request);
        assertEquals(200, second.status());
        assertEquals(first.text(), second.text());
        assertEquals(first.header("content-type"), second.header("content-type"));
        assertEquals(Optional.empty(), second.header("x-switchboard-attempts"));
    }

    @Test
    void aCutStreamIsNotKept() throws IOException {
        gateway(CACHE);
        upstreamAnswers(Reply.sse(Chat.text("Hel")));
        gateway.post(Chat.PATH, saying("hi", true));
        upstreamAnswers(Chat.stream());
        RawReply reply = gateway.post(Chat.PATH, saying("hi", true));
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
        assertEquals(2, upstream.requests().size());
    }

    @Test
    void aGuardrailThatComesLaterIsNotBypassedByAKeptReply() throws IOException {
        gateway(CACHE);
        upstreamAnswers(Reply.json(Chat.COMPLETION));
        assertKept(saying("hi", false));
        gateway.reconfigure(TARGETS + CACHE + REPLY_GUARD.replace("ACTION", "mask"));
        awaitNewReply("[removed]");
        gateway.reconfigure(TARGETS + CACHE + REPLY_GUARD.replace("ACTION", "mask, replacement: gone"));
        awaitNewReply("\"gone\"");
    }

    private void awaitNewReply(String text) throws IOException {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        RawReply reply = gateway.post(Chat.PATH, saying("hi", false));
        while (!reply.text().contains(text)) {
            assertTrue(System.nanoTime() < giveUp, reply::text);
            reply = gateway.post(Chat.PATH, saying("hi", false));
        }
    }
}
