package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line for each exchange, with what happened and without a secret. */
class ReportingTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CANARY = "canary-7f3a91";
    private static final String CONFIG = """
            keys:
              static: [{name: team-a, key: sk-fake-team-canary-7f3a91, models: [m, broken]}]
            providers:
              upstream: {type: openai, base-url: "${env:UPSTREAM_URL}", api-key: "${env:UPSTREAM_KEY}"}
            models:
              m: {targets: [{provider: upstream, model: real, headers: {x-extra: header-canary-7f3a91}}]}
              broken: {targets: [{provider: upstream, model: broken}]}
            callbacks:
              log: {type: jsonl, path: "LOG"}
            """;

    /** Everything that was written and read while these calls were made. */
    private record Observed(List<JsonNode> lines, List<RawReply> replies, String text) {
        /** The line of a reply, by its id: a caller may have its reply before the line of the exchange is on its way. */
        JsonNode lineOf(int reply) {
            String id = replies.get(reply).header("x-switchboard-id").orElseThrow();
            return lines.stream()
                    .filter(line -> line.get("id").stringValue().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Observed observe() throws IOException {
        Path file = Files.createTempFile("exchanges", ".jsonl");
        List<RawReply> replies = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        try (MockUpstream upstream = MockUpstream.start();
                TestingLog log = TestingLog.capture()) {
            TestingGateway gateway = Gateways.builder()
                    .config(CONFIG.replace("LOG", file.toString()))
                    .upstream(upstream)
                    .environment(java.util.Map.of("UPSTREAM_KEY", "sk-fake-upstream-" + CANARY))
                    .start();
            try (gateway) {
                upstream.enqueue(Reply.json(Chat.COMPLETION));
                replies.add(gateway.post(Chat.PATH, Chat.request("m")));
                upstream.enqueue(Chat.stream());
                replies.add(gateway.post(Chat.PATH, Chat.streamed("m")));
                upstream.enqueue(Reply.json(429, Chat.error("slow down")));
                replies.add(gateway.post(Chat.PATH, Chat.request("m")));
                replies.add(gateway.post(Chat.PATH, Chat.request("unknown")));
                upstream.enqueue(Reply.raw("not HTTP at all\r\n\r\n"));
                replies.add(gateway.post(Chat.PATH, Chat.request("broken")));
                replies.add(gateway.get("/v1/nothing?key=query-" + CANARY));
                gateway.reconfigure(CONFIG.replace("LOG", file.toString()).replace("type: openai,", "type: opnai,"));
                log.await("is refused");
            }
            log.lines().forEach(text::append);
        }
        for (RawReply reply : replies) {
            text.append(reply.headers()).append(reply.text());
        }
        String written = Files.readString(file);
        Files.delete(file);
        text.append(written);
        return new Observed(written.lines().map(JSON::readTree).toList(), replies, text.toString());
    }

    @Test
    void oneLineForEachExchangeAndNoSecretAnywhere() throws IOException {
        Observed observed = observe();
        assertEquals(
                List.of(200, 200, 429, 404, 502, 404),
                observed.replies().stream().map(RawReply::status).toList());
        assertEquals(5, observed.lines().size());
        assertUnary(observed.lineOf(0), observed.replies().get(0));
        assertStreamed(observed.lineOf(1));
        assertFailed(observed.lineOf(2));
        assertRefused(observed.lineOf(3));
        assertFalse(observed.text().contains(CANARY), observed::text);
        assertFalse(observed.text().contains("sk-fake-testing-operator"), observed::text);
    }

    private static void assertUnary(JsonNode line, RawReply reply) {
        assertEquals(
                reply.header("x-switchboard-id").orElseThrow(), line.get("id").stringValue());
        assertEquals("openai", line.get("dialect").stringValue());
        assertEquals("chat", line.get("operation").stringValue());
        assertEquals("m", line.get("model").stringValue());
        assertFalse(line.get("stream").booleanValue());
        assertEquals(200, line.get("status").intValue());
        assertEquals("completed", line.get("outcome").stringValue());
        assertEquals(3, line.at("/usage/input").intValue());
        assertEquals(2, line.at("/usage/output").intValue());
        assertEquals(5, line.at("/usage/total_tokens").intValue());
        assertEquals(1, line.get("attempts").size());
        assertEquals("real", line.at("/attempts/0/model").stringValue());
        assertEquals("upstream", line.at("/attempts/0/provider").stringValue());
        assertEquals(Chat.request("m").length(), line.get("request_bytes").intValue());
        assertEquals(reply.body().length, line.get("reply_bytes").intValue());
        assertTrue(line.get("duration_us").longValue() > 0);
    }

    private static void assertStreamed(JsonNode line) {
        assertTrue(line.get("stream").booleanValue());
        assertEquals("completed", line.get("outcome").stringValue());
        assertTrue(line.get("first_content_us").longValue()
                <= line.get("duration_us").longValue());
    }

    private static void assertFailed(JsonNode line) {
        assertEquals(429, line.get("status").intValue());
        assertEquals("failed", line.get("outcome").stringValue());
        assertEquals("slow down", line.at("/error/message").stringValue());
        assertTrue(line.at("/error/from_upstream").booleanValue());
    }

    private static void assertRefused(JsonNode line) {
        assertEquals(404, line.get("status").intValue());
        assertEquals("refused", line.get("outcome").stringValue());
        assertFalse(line.at("/error/from_upstream").booleanValue());
        assertFalse(line.has("attempts"));
    }

    @Test
    void namedKeysSeeTheirModelsAndAreNamedInTheirLines() throws IOException {
        try (MockUpstream upstream = MockUpstream.start();
                TestingGateway gateway = Gateways.builder()
                        .config("""
                                keys:
                                  static: [{name: team-a, key: sk-fake-team-a, models: ["mine"]}]
                                providers: {mock: {type: mock}}
                                models:
                                  mine: {targets: [{provider: mock, model: x}]}
                                  other: {targets: [{provider: mock, model: x}]}
                                callbacks: {log: {type: jsonl}}
                                """)
                        .keyOfConfig("sk-fake-team-a")
                        .start()) {
            assertEquals(200, gateway.post(Chat.PATH, Chat.request("mine")).status());
            RawReply refused = gateway.post(Chat.PATH, Chat.request("other"));
            assertTrue(refused.status() == 403 || refused.status() == 404, refused::text);
            String models = gateway.get("/v1/models").text();
            assertTrue(models.contains("\"mine\"") && !models.contains("\"other\""), models);
            assertEquals(0, upstream.requestCount());
            awaitLine(gateway.data(), "\"caller\":\"team-a\"");
        }
    }

    /** Where an upstream is, is the operator's business. */
    @Test
    void anAddressIsToldToOperatorsOnly() throws IOException {
        // Bound and never listening: nobody else gets the port.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            anAddressIsToldToOperatorsOnly(closed.getLocalPort());
        }
    }

    private static void anAddressIsToldToOperatorsOnly(int closed) throws IOException {
        try (TestingGateway gateway = Gateways.builder()
                .config("""
                        providers:
                          gone: {type: openai-compatible, base-url: "http://127.0.0.1:PORT/v1", api-key: sk-fake-upstream}
                          lost: {type: openai-compatible, base-url: "http://no-such-host.invalid/v1", api-key: sk-fake-upstream}
                        models:
                          m: {targets: [{provider: gone, model: x}]}
                          n: {targets: [{provider: lost, model: x}]}
                        callbacks: {log: {type: jsonl}}
                        """.replace("PORT", Integer.toString(closed)))
                .start()) {
            for (String request : List.of(Chat.request("m"), Chat.streamed("m"))) {
                RawReply refused = gateway.post(Chat.PATH, request);
                assertEquals(502, refused.status(), refused::text);
                assertTrue(
                        refused.text().contains("provider \\\"gone\\\" could not connect: connection refused"),
                        refused::text);
                assertFalse((refused.headers() + refused.text()).contains("127.0.0.1"), refused::text);
            }
            RawReply unknown = gateway.post(Chat.PATH, Chat.request("n"));
            assertEquals(502, unknown.status(), unknown::text);
            assertFalse((unknown.headers() + unknown.text()).contains("no-such-host"), unknown::text);
            awaitLine(gateway.data(), "\"detail\":\"127.0.0.1:" + closed + "\"");
            awaitLine(gateway.data(), "\"detail\":\"no-such-host.invalid:80\"");
        }
    }

    private static void awaitLine(Path data, String text) {
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (!anyFileContains(data, text)) {
            assertTrue(System.nanoTime() < giveUp, "no file under the data directory ever held " + text);
        }
    }

    private static boolean anyFileContains(Path directory, String text) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                if (Files.readString(file).contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
