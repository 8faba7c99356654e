package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.ReceivedRequest;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prediction at Replicate is begun by one call, read by another, and counted by a third. */
class ReplicateStreamTest {
    private static final String CREATE = "/v1/models/acme/model/predictions";
    private static final String LOOK = "/v1/predictions/p-1";
    private static final String STREAM = "/stream/p-1";
    private static final String CANCEL = LOOK + "/cancel";
    private static final String DONE =
            "{\"id\":\"p-1\",\"status\":\"succeeded\",\"output\":[\"Hel\",\"lo\"],\"metrics\":{"
                    + "\"input_token_count\":3,\"output_token_count\":2}}";
    private static final String WITH_USAGE =
            "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final Gate gate = Gate.closed();
    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start()
                .on("GET", LOOK, Reply.json(DONE))
                .on("POST", CANCEL, Reply.json("{\"id\":\"p-1\",\"status\":\"canceled\"}"));
        begins(Optional.of(upstream.baseUrl().resolve(STREAM).toString()));
        gateway = Gateways.builder().upstream(upstream).config("""
                providers:
                  replicate: {type: replicate, base-url: "${env:UPSTREAM_URL}", api-key: sk-fake-upstream}
                models:
                  m: {targets: [{provider: replicate, model: acme/model}]}
                """).start();
    }

    @AfterEach
    void stop() {
        gate.open();
        gateway.close();
        upstream.close();
    }

    private void begins(Optional<String> stream) {
        String urls = stream.map(url -> "\"stream\":\"" + url + "\"").orElse("");
        upstream.on(
                "POST",
                CREATE,
                Reply.json(201, "{\"id\":\"p-1\",\"status\":\"starting\",\"output\":null,\"urls\":{" + urls + "}}"));
    }

    private void streams(Reply reply) {
        upstream.on("GET", STREAM, reply);
    }

    private static String readUntil(ReplyStream reply, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            byte[] piece = reply.next();
            if (piece == null) {
                throw new IOException("the stream ended before \"" + end + "\": " + text);
            }
            text.append(new String(piece, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private List<String> paths() {
        return upstream.requests().stream().map(ReceivedRequest::path).toList();
    }

    @Test
    void textComesAsItIsMade() throws IOException {
        streams(Reply.sse()
                .event("output", "Hel")
                .hold(gate)
                .event("logs", "loading")
                .event("output", "lo\nthere")
                .event("done", "{}")
                .build());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), WITH_USAGE);
            ReplyStream reply = caller.readHead();
            String begun = readUntil(reply, "Hel");
            gate.awaitArrivals(1);
            assertFalse(begun.contains("lo\\nthere"), begun);
            gate.open();
            String rest = readUntil(reply, "[DONE]\n\n");
            assertTrue(rest.contains("\"content\":\"lo\\nthere\""), rest);
            assertTrue(rest.contains("\"finish_reason\":\"stop\""), rest);
            assertTrue(rest.contains("\"prompt_tokens\":3,\"completion_tokens\":2"), rest);
            assertTrue(rest.endsWith("data: [DONE]\n\n"), rest);
        }
        assertEquals(List.of(CREATE, STREAM, LOOK), paths());
        for (ReceivedRequest request : upstream.requests()) {
            assertEquals(Optional.of("Bearer sk-fake-upstream"), request.header("authorization"));
            assertEquals(Optional.empty(), request.header("prefer"));
        }
        assertEquals(
                Optional.of("text/event-stream"), upstream.requests().get(1).header("accept"));
    }

    @Test
    void whatNobodyWaitsForIsCancelled() throws IOException {
        streams(Reply.sse().event("output", "Hel").hold(gate).build());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("m"));
            caller.readHead();
            gate.awaitArrivals(1);
        }
        upstream.awaitRequests(3);
        assertEquals(List.of(CREATE, STREAM, CANCEL), paths());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error | {\"detail\":\"CUDA out of memory\"} | CUDA out of memory",
                "done | {\"reason\":\"canceled\"} | the prediction ended: canceled",
                "done | {\"reason\":\"error\"} | the prediction ended: error"
            })
    void aPredictionThatComesToNothingIsAnErrorWithItsWords(String name, String data, String words) throws IOException {
        streams(Reply.sse().event("output", "Hel").event(name, data).build());
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertTrue(reply.text().contains("\"error\""), reply::text);
        assertTrue(reply.text().contains(words), reply::text);
        assertFalse(reply.text().contains("[DONE]"), reply::text);
    }

    @Test
    void whatIsNotDoneWithinReplicatesMinuteIsLookedAtUntilItIs() throws IOException {
        begins(Optional.empty());
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(200, reply.status(), reply::text);
        assertTrue(reply.text().contains("\"content\":\"Hello\""), reply::text);
        assertTrue(reply.text().contains("\"prompt_tokens\":3,\"completion_tokens\":2"), reply::text);
        assertEquals(List.of(CREATE, LOOK), paths());
        assertEquals(Optional.of("wait"), upstream.requests().getFirst().header("prefer"));
        assertEquals(Optional.empty(), upstream.requests().getLast().header("prefer"));
    }

    @Test
    void whatFailsWhileItIsLookedAtIsAnError() throws IOException {
        begins(Optional.empty());
        upstream.on("GET", LOOK, Reply.json("{\"id\":\"p-1\",\"status\":\"failed\",\"error\":\"no GPU\"}"));
        RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(502, reply.status(), reply::text);
        assertTrue(reply.text().contains("no GPU"), reply::text);
        upstream.on(
                "GET", LOOK, Reply.json(404, "{\"title\":\"Not found\",\"detail\":\"No prediction.\",\"status\":404}"));
        reply = gateway.post(Chat.PATH, Chat.request("m"));
        assertEquals(404, reply.status(), reply::text);
        upstream.awaitRequests(5);
        assertEquals(CANCEL, paths().getLast());
    }

    @Test
    void whatNobodyWaitsForWhileItIsLookedAtIsCancelled() throws IOException {
        begins(Optional.empty());
        upstream.on("GET", LOOK, Reply.status(200).hold(gate).build());
        try (RawHttp caller = RawHttp.connect(gateway.baseUrl())) {
            caller.request("POST", Chat.PATH, gateway.headers(), Chat.request("m"));
            gate.awaitArrivals(1);
        }
        upstream.awaitRequests(3);
        assertEquals(List.of(CREATE, LOOK, CANCEL), paths());
    }

    @Test
    void aStreamThatIsCutIsNoEnd() throws IOException {
        streams(Reply.sse().event("output", "Hel").cut(Cut.FIN).build());
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertTrue(reply.text().contains("\"error\""), reply::text);
        streams(Reply.sse().event("output", "Hel").build());
        reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertTrue(reply.text().contains("ended before the prediction"), reply::text);
    }

    @Test
    void aStreamThatIsRefusedIsAnErrorStatus() throws IOException {
        streams(Reply.json(404, "{\"title\":\"Not found\",\"detail\":\"No stream.\",\"status\":404}"));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(404, reply.status());
        assertTrue(reply.text().contains("No stream."), reply::text);
        upstream.awaitRequests(3);
        assertEquals(CANCEL, paths().getLast());
    }

    @Test
    void withoutACountTheReplyIsComplete() throws IOException {
        streams(Reply.sse().event("output", "Hello").event("done", "{}").build());
        upstream.on("GET", LOOK, Reply.json(500, "{\"detail\":\"busy\"}"));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(200, reply.status());
        assertTrue(reply.text().contains("Hello"), reply::text);
        assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
    }

    /** The token goes to Replicate's own hosts only. */
    @Test
    void whatNamesAStreamElsewhereIsLookedAtUntilItIsDone() throws IOException {
        try (MockUpstream elsewhere = MockUpstream.start()) {
            begins(Optional.of(elsewhere.baseUrl().resolve("/stream").toString()));
            RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
            assertEquals(200, reply.status(), reply::text);
            assertTrue(reply.text().contains("Hel"), reply::text);
            assertTrue(reply.text().endsWith("data: [DONE]\n\n"), reply::text);
            assertEquals(0, elsewhere.connectionCount());
        }
        assertEquals(List.of(CREATE, LOOK), paths());
    }

    @Test
    void aModelWithoutStreamsIsLookedAtUntilItIsDone() throws IOException {
        begins(Optional.empty());
        RawReply reply = gateway.post(Chat.PATH, WITH_USAGE);
        assertTrue(reply.text().contains("\"completion_tokens\":2"), reply::text);
        upstream.on("GET", LOOK, Reply.json("{\"id\":\"p-1\",\"status\":\"failed\",\"error\":\"no GPU\"}"));
        reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(502, reply.status());
        assertTrue(reply.text().contains("no GPU"), reply::text);
    }
}
