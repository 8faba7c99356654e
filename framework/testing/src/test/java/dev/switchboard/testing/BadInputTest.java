package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Header;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a caller does wrong is answered with a 4xx in OpenAI's words, reaches no upstream and does the gateway no harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private MockUpstream upstream;
    private TestingGateway gateway;
    private TestingLog log;

    @BeforeAll
    void start() {
        log = TestingLog.capture();
        upstream = MockUpstream.start().on("POST", Chat.PATH, Reply.json(Chat.COMPLETION));
        gateway = Gateways.builder().upstream(upstream).config("""
                server:
                  limits: {max-body: 64KB, max-header: 4KB, header-timeout: 500ms}
                providers:
                  upstream: {type: openai-compatible, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: upstream, model: m}]}
                """).start();
    }

    @AfterEach
    void isStillWell() throws IOException {
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(200, reply.status(), reply::text);
        assertEquals(
                List.of(),
                log.lines().stream().filter(line -> line.contains("SEVERE")).toList());
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
        log.close();
    }

    private static RawReply assertError(int status, RawReply reply) {
        assertEquals(status, reply.status(), reply::text);
        assertFalse(reply.text().contains("dev.switchboard") || reply.text().contains("\tat "), reply::text);
        try {
            JsonNode error = JSON.readTree(reply.body()).path("error");
            assertTrue(error.path("message").isString(), reply::text);
            assertTrue(error.path("type").isString(), reply::text);
            assertTrue(error.has("param") && error.has("code"), reply::text);
        } catch (JacksonException e) {
            throw new AssertionError("no JSON: " + reply.text(), e);
        }
        return reply;
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                " ",
                "{",
                "[]",
                "null",
                "42",
                "\"text\"",
                "{\"model\":\"m\"",
                "{\"model\":\"m\"," + MESSAGES + "}}",
                "{\"model\":\"m\"," + MESSAGES + "} trailing",
                "{'model':'m'}",
                "{\"model\":\"m\",}",
                "{\"model\":nul}",
                "{\"model\":\"m\\u12\"}",
                "{\"model\":\"line\nbreak\"," + MESSAGES + "}",
                "{\"model\":\"m\",\"x\":01," + MESSAGES + "}",
                "{\"model\":\"m\",\"x\":" + "[".repeat(20_000) + "}",
                "{}",
                "{\"messages\":[]}",
                "{\"model\":null," + MESSAGES + "}",
                "{\"model\":1," + MESSAGES + "}",
                "{\"model\":[\"m\"]," + MESSAGES + "}",
                "{\"model\":\"\"," + MESSAGES + "}");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedBodies(String body) throws IOException {
        int before = upstream.requestCount();
        assertError(400, gateway.post(Chat.PATH, body));
        assertEquals(before, upstream.requestCount());
    }

    /** Types that only the upstream can judge may pass; those the gateway needs itself may not. */
    static Stream<String> wrongTypes() {
        return Stream.of(
                "{\"model\":\"m\",\"messages\":7}",
                "{\"model\":\"m\",\"messages\":\"hi\"}",
                "{\"model\":\"m\",\"messages\":null}",
                "{\"model\":\"m\",\"stream\":\"yes\"," + MESSAGES + "}");
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void wrongTypesAreNeverTheGatewaysFault(String body) throws IOException {
        RawReply reply = gateway.post(Chat.PATH, body);
        if (reply.status() != 200) {
            assertError(400, reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\xC3", "\\xFF\\xFE", "\\xED\\xA0\\x80", "\\xF4\\x90\\x80\\x80", "\\xC0\\xAF"})
    void invalidUtf8(String bytes) throws IOException {
        String text = Stream.of(bytes.substring(2).split("\\\\x"))
                .map(hex -> String.valueOf((char) Integer.parseInt(hex, 16)))
                .reduce("", String::concat);
        byte[] body = ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send(RawHttp.render("POST", Chat.PATH, "x", gateway.headers(), body));
            assertError(400, http.readReply());
        }
    }

    @Test
    void unknownModels() throws IOException {
        RawReply reply = assertError(404, gateway.post(Chat.PATH, Chat.request("no-such-model")));
        assertTrue(reply.text().contains("model_not_found"), reply::text);
        assertTrue(reply.text().contains("no-such-model"), reply::text);
    }

    @Test
    void missingAndWrongKeys() throws IOException {
        for (String credential :
                List.of("", "authorization: Bearer sk-fake-wrong\r\n", "authorization: Basic eA==\r\n")) {
            try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
                String body = Chat.request("m");
                http.send("POST " + Chat.PATH + " HTTP/1.1\r\nhost: x\r\n" + credential + "content-length: "
                        + body.length() + "\r\n\r\n" + body);
                RawReply reply = assertError(401, http.readReply());
                assertFalse(reply.text().contains("sk-fake-wrong"), reply::text);
            }
        }
    }

    @Test
    void unknownPathsAndMethods() throws IOException {
        assertError(404, gateway.post("/v1/nothing", "{}"));
        assertError(405, gateway.get(Chat.PATH));
    }

    @Test
    void aBodyDeclaredTooLarge() throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send("POST " + Chat.PATH + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key()
                    + "\r\ncontent-length: 100000000\r\n\r\n{");
            assertError(413, http.readReply());
        }
    }

    @Test
    void aChunkedBodyThatGrowsTooLarge() throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send("POST " + Chat.PATH + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key()
                    + "\r\ntransfer-encoding: chunked\r\n\r\n");
            String chunk = "400\r\n" + "x".repeat(0x400) + "\r\n";
            for (int i = 0; i < 66; i++) {
                http.send(chunk);
            }
            assertError(413, http.readReply());
        }
    }

    @Test
    void floodsOfHeaders() throws IOException {
        assertError(431, gateway.post(Chat.PATH, "{}", new Header("x-flood", "y".repeat(8_000))));
    }

    @Test
    void slowHeads() throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send("POST " + Chat.PATH + " HTTP/1.1\r\nhost: x\r\nx-slow: ");
            assertTrue(closesOrAnswers(http, 408));
        }
    }

    @Test
    void slowBodies() throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send("POST " + Chat.PATH + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key()
                    + "\r\ncontent-length: 100\r\n\r\n{");
            assertError(408, http.readReply());
        }
    }

    private static boolean closesOrAnswers(RawHttp http, int status) throws IOException {
        try {
            return http.readReply().status() == status;
        } catch (IOException closed) {
            return http.awaitClose();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        byte[] good = RawHttp.render(
                "POST", Chat.PATH, "x", gateway.headers(), Chat.request("m").getBytes(StandardCharsets.UTF_8));
        byte[] bad = RawHttp.render(
                "POST", Chat.PATH, "x", gateway.headers(), Chat.request("none").getBytes(StandardCharsets.UTF_8));
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send(good);
            http.send(bad);
            http.send(good);
            assertEquals(200, http.readReply().status());
            assertError(404, http.readReply());
            assertEquals(200, http.readReply().status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "POST /v1/chat/completions HTTP/9.9\r\nhost: x\r\n\r\n",
                "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
                "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
                "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}"
            })
    void brokenHttp(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.send(request);
            int status = http.readReply().status();
            assertTrue(status >= 400 && status < 500 || status == 505, "status " + status);
        }
    }

    /** Bounds are generous: hundreds of leaked buffers or threads would still break them. */
    @Test
    void hundredsOfAbortedRequestsLeaveNothingBehind() throws IOException {
        abort(50);
        long threads = Thread.getAllStackTraces().size();
        long heap = usedHeap();
        abort(400);
        long giveUp = System.nanoTime() + 10_000_000_000L;
        while (Thread.getAllStackTraces().size() > threads + 10) {
            assertTrue(System.nanoTime() < giveUp, "threads grew from " + threads);
            isStillWell();
        }
        long grown = usedHeap() - heap;
        assertTrue(grown < 16 << 20, "heap grew by " + grown);
    }

    private void abort(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] request = RawHttp.render(
                    "POST",
                    Chat.PATH,
                    "x",
                    gateway.headers(),
                    ("{\"x\":\"" + "y".repeat(30_000)).getBytes(StandardCharsets.UTF_8));
            RawHttp http = RawHttp.connect(gateway.baseUrl());
            http.send(Arrays.copyOf(request, request.length - i % 2));
            http.reset();
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
