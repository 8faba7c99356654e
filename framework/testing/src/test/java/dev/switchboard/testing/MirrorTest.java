package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of calls: sent, reported, and of no consequence to the caller. */
class MirrorTest {
    private static final String FIRST = "/v1/first/chat/completions";
    private static final String SECOND = "/v1/second/chat/completions";
    private static final String CONFIG = """
            providers:
              first: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/first", api-key: sk-fake-first}
              second: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}/second", api-key: sk-fake-second}
            models:
              m:
                targets: [{provider: first, model: one}]
                mirror: {model: candidate}
              candidate: {targets: [{provider: second, model: two}]}
              rarely:
                targets: [{provider: first, model: one}]
                mirror: {model: candidate, share: 0}
            callbacks:
              log: {type: jsonl, path: "${env:LOG}"}
            """;

    @TempDir
    Path folder;

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start()
                .on("POST", FIRST, Reply.json(Chat.COMPLETION))
                .on("POST", SECOND, Reply.json(500, Chat.error("not ready")));
        gateway = Gateways.builder()
                .upstream(upstream)
                .environment(Map.of("LOG", folder.resolve("log.jsonl").toString()))
                .config(CONFIG)
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void aCopyGoesToTheOtherModelAndItsFailureIsNotTheCallers() throws IOException {
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(Optional.of("first/one"), reply.header("x-switchboard-target"));
        upstream.awaitRequests(2);
        assertEquals(
                List.of(Chat.request("one"), Chat.request("two")),
                upstream.requests().stream()
                        .map(request -> request.bodyText())
                        .sorted()
                        .toList());
        List<String> lines = awaitLines(2);
        assertTrue(lines.stream().anyMatch(line -> line.contains("a copy of")), lines::toString);
    }

    private List<String> awaitLines(int count) throws IOException {
        Path log = folder.resolve("log.jsonl");
        long giveUp = System.nanoTime() + 10_000_000_000L;
        List<String> lines = List.of();
        while (lines.size() < count) {
            assertTrue(System.nanoTime() < giveUp, lines + " (expected: " + count + " lines)");
            Thread.onSpinWait();
            lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        }
        return lines;
    }

    @Test
    void aStreamIsCopiedToo() throws IOException {
        upstream.on("POST", FIRST, Chat.stream()).on("POST", SECOND, Chat.stream());
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
        upstream.awaitRequests(2);
    }

    @Test
    void onlyTheShareIsCopied() throws IOException {
        for (int i = 0; i < 20; i++) {
            gateway.post(Chat.PATH, Chat.request("rarely"));
        }
        assertEquals(20, upstream.requestCount());
    }
}
