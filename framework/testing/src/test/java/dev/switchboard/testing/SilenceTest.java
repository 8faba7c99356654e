package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawHttp;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import dev.switchboard.testkit.http.ReplyStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While an upstream thinks, callers hear that the gateway still waits, so that nothing in between cuts the connection. */
class SilenceTest {
    private static final String COMMENT = ":";

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.builder()
                .upstream(upstream)
                .set("server.keep-alive", "20ms")
                .start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void beforeTheUpstreamAnswersAtAll() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .hold(gate)
                .data(Chat.text("Hello"))
                .data(Chat.chunk("{}", "\"stop\""))
                .done()
                .build());
        assertComments(gate);
    }

    @Test
    void betweenTheHeadAndTheFirstEvent() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .head()
                .hold(gate)
                .data(Chat.text("Hello"))
                .data(Chat.chunk("{}", "\"stop\""))
                .done()
                .build());
        assertComments(gate);
    }

    @Test
    void betweenTwoEvents() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.sse()
                .data(Chat.text("Hello"))
                .hold(gate)
                .data(Chat.chunk("{}", "\"stop\""))
                .done()
                .build());
        assertComments(gate);
    }

    /** Comments come while the gate is shut, and the stream is whole afterwards. */
    private void assertComments(Gate gate) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("m"));
            ReplyStream reply = http.readHead();
            assertEquals(200, reply.status());
            assertTrue(reply.header("content-type").orElseThrow().startsWith("text/event-stream"));
            StringBuilder read = new StringBuilder();
            while (comments(read) < 3) {
                read.append(new String(reply.next(), StandardCharsets.UTF_8));
            }
            gate.open();
            for (byte[] piece = reply.next(); piece != null; piece = reply.next()) {
                read.append(new String(piece, StandardCharsets.UTF_8));
            }
            assertEquals(RawReply.End.COMPLETE, reply.end());
            assertTrue(read.toString().contains("Hello"), read::toString);
            assertTrue(read.toString().endsWith("data: [DONE]\n\n"), read::toString);
        }
    }

    private static long comments(CharSequence read) {
        return read.toString().lines().filter(line -> line.startsWith(COMMENT)).count();
    }

    @Test
    void aFailureAfterCommentsIsAnErrorEvent() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(
                Reply.status(503).hold(gate).json(Chat.error("overloaded")).build());
        try (RawHttp http = RawHttp.connect(gateway.baseUrl())) {
            http.request("POST", Chat.PATH, gateway.headers(), Chat.streamed("m"));
            ReplyStream reply = http.readHead();
            StringBuilder read = new StringBuilder(new String(reply.next(), StandardCharsets.UTF_8));
            gate.open();
            for (byte[] piece = reply.next(); piece != null; piece = reply.next()) {
                read.append(new String(piece, StandardCharsets.UTF_8));
            }
            assertTrue(read.toString().contains("data: {\"error\":"), read::toString);
            assertTrue(read.toString().contains("overloaded"), read::toString);
            assertTrue(!read.toString().contains(Chat.DONE), read::toString);
        }
    }
}
