package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that break off after something was said: another target goes on where that is honest, else the error is told. */
class ContinuationTest {
    private static final String FIRST = "/v1/first/chat/completions";
    private static final String SECOND = "/v1/second/chat/completions";
    private static final String STARTED = Chat.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final Pattern SAID = Pattern.compile("\"content\":\"([^\"]*)\"");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    @TempDir
    Path folder;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start()
                .on("POST", SECOND, Reply.sse(STARTED, Chat.text("are "), Chat.text("you?"), finish(), Chat.DONE));
        gateway = Gateways.surviving()
                .upstream(upstream)
                .environment(Map.of("LOG", folder.resolve("log.jsonl").toString()))
                .config("""
                        providers:
                          first: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/first", api-key: sk-fake-first}
                          second: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/second", api-key: sk-fake-second}
                        models:
                          m:
                            targets:
                              - {provider: first, model: one}
                              - {provider: second, model: two, order: 1, continues: true}
                          careful:
                            targets: [{provider: first, model: one}, {provider: second, model: two, order: 1}]
                        routing: {cool-down: {enabled: false}}
                        callbacks: {log: {type: jsonl, path: "${env:LOG}"}}
                        """)
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    private static String finish() {
        return Chat.chunk("{}", "\"stop\"");
    }

    private void firstSays(String... data) {
        var reply = Reply.sse();
        for (String each : data) {
            reply.data(each);
        }
        upstream.on("POST", FIRST, reply.cut(Cut.FIN).build());
    }

    private static String said(Pattern pattern, RawReply reply) {
        StringBuilder said = new StringBuilder();
        Matcher matcher = pattern.matcher(reply.text());
        while (matcher.find()) {
            said.append(matcher.group(1));
        }
        return said.toString();
    }

    private RawReply ask(String model) throws IOException {
        return gateway.post(Chat.PATH, Chat.streamed(model));
    }

    @Test
    void anotherTargetGoesOnWhereTheFirstBrokeOff() throws IOException {
        firstSays(STARTED, Chat.text("How "));
        RawReply reply = ask("m");
        assertEquals("How are you?", said(SAID, reply), reply::text);
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
        assertFalse(reply.text().contains("\"error\""), reply::text);
        String asked = upstream.requests().getLast().bodyText();
        assertTrue(asked.contains("{\"role\":\"assistant\",\"content\":\"How\"}"), asked);
        assertTrue(logged().contains("goes on after 4 characters of first/one"), this::logged);
    }

    @Test
    void anErrorInTheStreamIsNoEndEither() throws IOException {
        upstream.on("POST", FIRST, Reply.sse(STARTED, Chat.text("How "), Chat.error("overloaded")));
        RawReply reply = ask("m");
        assertEquals("How are you?", said(SAID, reply), reply::text);
        assertFalse(reply.text().contains("overloaded"), reply::text);
    }

    @Test
    void callersOfOtherFormatsSeeOneReplyToo() throws IOException {
        firstSays(STARTED, Chat.text("How "));
        RawReply reply = gateway.post(
                "/v1/messages",
                "{\"model\":\"m\",\"stream\":true,\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertEquals("How are you?", said(TEXT, reply), reply::text);
        assertEquals(2, reply.text().split("event: message_start", -1).length, reply::text);
        assertEquals(2, reply.text().split("event: content_block_start", -1).length, reply::text);
        assertTrue(reply.text().contains("event: message_stop"), reply::text);
    }

    @Test
    void halfAToolCallIsNobodyElses() throws IOException {
        firstSays(
                STARTED,
                Chat.text("Let me see. "),
                Chat.chunk(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"a\"}}]}",
                        "null"));
        RawReply reply = ask("m");
        assertTrue(reply.text().contains("data: {\"error\":{\"message\":"), reply::text);
        assertEquals(1, upstream.requestCount());
        assertTrue(logged().contains("nobody goes on: more than text was said"), this::logged);
    }

    @Test
    void reasoningIsNobodyElses() throws IOException {
        firstSays(STARTED, Chat.chunk("{\"reasoning_content\":\"Hm\"}", "null"), Chat.text("How "));
        assertTrue(ask("m").text().contains("data: {\"error\":{\"message\":"));
        assertEquals(1, upstream.requestCount());
    }

    @Test
    void withoutTheOperatorsWordNobodyGoesOn() throws IOException {
        firstSays(STARTED, Chat.text("How "));
        assertTrue(ask("careful").text().contains("data: {\"error\":{\"message\":"));
        assertEquals(1, upstream.requestCount());
    }

    @Test
    void whoCannotGoOnEitherLeavesTheHonestError() throws IOException {
        firstSays(STARTED, Chat.text("How "));
        upstream.on("POST", SECOND, Reply.json(500, Chat.error("down")));
        RawReply reply = ask("m");
        assertEquals("How ", said(SAID, reply), reply::text);
        assertTrue(reply.text().contains("data: {\"error\":{\"message\":"), reply::text);
        assertFalse(reply.text().contains(Chat.DONE), reply::text);
    }

    private String logged() {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        try {
            List<String> lines = List.of();
            while (lines.isEmpty()) {
                assertTrue(System.nanoTime() < giveUp, "nothing was reported");
                Thread.onSpinWait();
                Path log = folder.resolve("log.jsonl");
                lines = Files.exists(log) ? Files.readAllLines(log) : lines;
            }
            return lines.getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
