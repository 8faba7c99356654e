package dev.switchboard.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.RawReply;
import dev.switchboard.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reply that was cut never looks complete, wherever the cut was; a failure before content has a status of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutTest {
    private static final String FINISH = Chat.chunk("{}", "\"stop\"");

    private MockUpstream upstream;
    private TestingGateway gateway;

    @BeforeAll
    void start() {
        upstream = MockUpstream.start();
        gateway = Gateways.inFrontOf(upstream);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aStreamCutAtAnyByteNeverEndsCleanly(Cut how) throws IOException {
        int beforeFinish = event(Chat.text("Hé")).length;
        for (int length = 0; length < beforeFinish + event(FINISH).length - 1; length++) {
            upstream.enqueue(Reply.sse()
                    .data(Chat.text("Hé"))
                    .data(FINISH)
                    .done()
                    .cutAfter(length, how)
                    .build());
            RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
            int at = length;
            assertFalse(reply.text().contains(Chat.DONE), () -> "cut after " + at + ": " + reply.text());
            assertTrue(
                    reply.status() >= 500 || reply.text().contains("data: {\"error\":{\"message\":"),
                    () -> "cut after " + at + ": " + reply + "\n" + reply.text());
        }
    }

    private static byte[] event(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aUnaryReplyCutAtAnyByteIsAnError(Cut how) throws IOException {
        for (int length = 0; length < Chat.COMPLETION.length(); length += 7) {
            upstream.enqueue(Reply.status(200)
                    .json(Chat.COMPLETION)
                    .cutAfter(length, how)
                    .build());
            RawReply reply = gateway.post(Chat.PATH, Chat.request("m"));
            assertEquals(502, reply.status(), reply::text);
            assertError(reply);
        }
    }

    @Test
    void anErrorBeforeTheFirstByteKeepsItsStatus() throws IOException {
        upstream.enqueue(Reply.json(429, Chat.error("slow down")));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(429, reply.status());
        assertEquals(Chat.error("slow down"), reply.text());
    }

    @Test
    void anErrorAsTheFirstEventBecomesAStatus() throws IOException {
        upstream.enqueue(Reply.sse(Chat.error("overloaded")));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertTrue(reply.status() >= 400, reply::text);
        assertTrue(reply.text().contains("overloaded"), reply::text);
        assertError(reply);
    }

    @Test
    void anErrorAfterContentIsPassedOnAsItCame() throws IOException {
        upstream.enqueue(Reply.sse(Chat.text("Hel"), Chat.error("overloaded")));
        RawReply reply = gateway.post(Chat.PATH, Chat.streamed("m"));
        assertEquals(200, reply.status());
        assertEquals("data: " + Chat.text("Hel") + "\n\ndata: " + Chat.error("overloaded") + "\n\n", reply.text());
    }

    @Test
    void anUpstreamThatCannotBeReachedIsABadGateway() throws IOException {
        MockUpstream gone = MockUpstream.start();
        try (TestingGateway alone = Gateways.inFrontOf(gone)) {
            gone.close();
            RawReply reply = alone.post(Chat.PATH, Chat.request("m"));
            assertTrue(reply.status() >= 502, reply::text);
            assertError(reply);
        }
    }

    private static void assertError(RawReply reply) {
        assertTrue(reply.text().startsWith("{\"error\":{\"message\":"), reply::text);
    }
}
