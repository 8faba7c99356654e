package dev.switchboard.testkit.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MockUpstreamTest {
    private static final String GET = "GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n";

    private final MockUpstream upstream = MockUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void recordsTheRequestExactlyAsItCame() throws IOException {
        upstream.enqueue(Reply.json("{}"));
        try (RawHttp http = connect()) {
            http.send(
                    "POST /v1/chat?a=1&b=%20 HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two:  2 \r\nContent-Length: 4\r\n\r\n\u00c3\u00a4bc");
            http.readReply();
        }
        ReceivedRequest request = upstream.awaitRequests(1).getFirst();
        assertEquals("POST", request.method());
        assertEquals("/v1/chat", request.path());
        assertEquals("a=1&b=%20", request.query().orElseThrow());
        assertEquals(
                List.of(
                        new Header("Host", "x"),
                        new Header("X-Two", "1"),
                        new Header("x-two", "2"),
                        new Header("Content-Length", "4")),
                request.headers());
        assertEquals("äbc", request.bodyText());
        assertEquals(Outcome.End.COMPLETED, request.awaitOutcome().end());
    }

    @Test
    void countsTheBytesOfTheReply() throws IOException {
        upstream.enqueue(Reply.raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
        try (RawHttp http = connect()) {
            http.send(GET);
            assertEquals("ok", http.readReply().text());
        }
        assertEquals(
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".length(),
                upstream.awaitRequests(1).getFirst().awaitOutcome().bytesWritten());
    }

    @Test
    void sendsNoHeaderButThoseScriptedAndTheFraming() throws IOException {
        upstream.enqueue(Reply.status(429).header("Retry-After", "7").json("{}").build());
        try (RawHttp http = connect()) {
            http.send(GET);
            RawReply reply = http.readReply();
            assertEquals(429, reply.status());
            assertEquals(
                    List.of(
                            new Header("Retry-After", "7"),
                            new Header("content-type", "application/json"),
                            new Header("content-length", "2")),
                    reply.headers());
        }
    }

    @Test
    void keepsTheConnectionAndAnswersPipelinedRequestsInOrder() throws IOException {
        upstream.enqueue(Reply.json("1"), Reply.json("2"), Reply.json("3"));
        try (RawHttp http = connect()) {
            http.send(GET + GET);
            assertEquals("1", http.readReply().text());
            assertEquals("2", http.readReply().text());
            http.send(GET);
            assertEquals("3", http.readReply().text());
        }
        assertEquals(1, upstream.connectionCount());
        assertEquals(
                List.of(1L, 1L, 1L),
                upstream.requests().stream().map(ReceivedRequest::connectionId).toList());
    }

    @Test
    void readsChunkedRequestsAndAnswersTheExpectation() throws IOException {
        upstream.enqueue(Reply.json("{}"));
        try (RawHttp http = connect()) {
            http.send("POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\nexpect: 100-continue\r\n\r\n");
            http.send("2;ext=1\r\nab\r\n1\r\nc\r\n0\r\ntrailer: x\r\n\r\n");
            assertEquals(List.of(100), http.readReply().interim());
        }
        assertEquals("abc", upstream.awaitRequests(1).getFirst().bodyText());
    }

    @Test
    void holdsAStreamUntilTheGateOpens() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(
                Reply.sse().data("1").hold(gate).data("2").hold(gate).done().build());
        try (RawHttp http = connect()) {
            http.send(GET);
            ReplyStream reply = http.readHead();
            assertEquals("data: 1\n\n", text(reply.next()));
            gate.awaitArrivals(1);
            assertFalse(upstream.requests().getFirst().outcome().isPresent());
            gate.releaseOne();
            assertEquals("data: 2\n\n", text(reply.next()));
            gate.open();
            assertEquals("data: [DONE]\n\n", text(reply.next()));
            assertEquals(null, reply.next());
            assertEquals(RawReply.End.COMPLETE, reply.end());
        }
    }

    @Test
    void sendsTheHeadBeforeTheBodyWhenAsked() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200)
                .interim(103, "link", "</x>")
                .head()
                .hold(gate)
                .body("late")
                .build());
        try (RawHttp http = connect()) {
            http.send(GET);
            assertEquals(200, http.readHead().status());
            gate.awaitArrivals(1);
        }
    }

    @Test
    void pausesForAtLeastTheTimeGiven() throws IOException {
        upstream.enqueue(
                Reply.status(200).pause(Duration.ofMillis(20)).body("x").build());
        try (RawHttp http = connect()) {
            long start = System.nanoTime();
            http.send(GET);
            RawReply reply = http.readReply();
            assertTrue(reply.pieces().getFirst().arrivedAt() - start
                    >= Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void cutsTheBodyIntoPiecesOfOneByte() throws IOException {
        upstream.enqueue(Reply.status(200)
                .chunked()
                .chunks(Chunking.ofSize(1))
                .body("äöü")
                .build());
        try (RawHttp http = connect()) {
            http.send(GET);
            RawReply reply = http.readReply();
            assertEquals("äöü", reply.text());
            assertEquals(6, reply.pieces().size());
        }
    }

    @Test
    void cutsInsideAChunkInOrder() throws IOException {
        upstream.enqueue(Reply.sse().data("12345").cutAfter(8, Cut.FIN).build());
        assertCut("data: 12", RawReply.End.CUT);
    }

    @Test
    void cutsInsideABodyOfKnownLengthWithAReset() throws IOException {
        upstream.enqueue(Reply.status(200).body("12345").cutAfter(3, Cut.RST).build());
        assertCut("123", RawReply.End.RESET);
    }

    @Test
    void cutsBetweenHeadAndBody() throws IOException {
        upstream.enqueue(Reply.status(200).body("12345").cutAfter(0, Cut.FIN).build());
        assertCut("", RawReply.End.CUT);
    }

    @Test
    void letsTheEndOfTheConnectionEndTheBody() throws IOException {
        upstream.enqueue(Reply.status(200).untilClose().body("a").body("b").build());
        try (RawHttp http = connect()) {
            http.send(GET);
            RawReply reply = http.readReply();
            assertEquals("ab", reply.text());
            assertEquals("close", reply.header("connection").orElseThrow());
            assertTrue(http.awaitClose());
        }
    }

    @Test
    void closesWithoutAnnouncement() throws IOException {
        upstream.enqueue(Reply.status(200).json("{}").thenClose().build());
        try (RawHttp http = connect()) {
            http.send(GET);
            assertTrue(http.readReply().header("connection").isEmpty());
            assertTrue(http.awaitClose());
        }
    }

    @Test
    void sendsIllegalBytesAsTheyAre() throws IOException {
        upstream.enqueue(Reply.raw("SIP/2.0 nonsense\n"));
        try (RawHttp http = connect()) {
            http.send(GET);
            assertThrows(ProtocolException.class, http::readReply);
        }
    }

    @Test
    void noticesACallerWhoLeavesWhileTheReplyIsHeld() throws IOException {
        upstream.enqueue(Reply.sse().data("1").stall().build());
        try (RawHttp http = connect()) {
            http.send(GET);
            http.readHead().next();
        }
        Outcome outcome = upstream.awaitRequests(1).getFirst().awaitOutcome();
        assertEquals(Outcome.End.ABORTED_BY_CALLER, outcome.end());
        assertTrue(outcome.bytesWritten() > 0);
        upstream.awaitOpenConnections(0);
    }

    @Test
    void noticesACallerWhoResetsBeforeTheFirstByte() throws IOException {
        upstream.enqueue(Reply.status(200).stall().json("{}").build());
        try (RawHttp http = connect()) {
            http.send(GET);
            upstream.awaitRequests(1);
            http.reset();
        }
        Outcome outcome = upstream.requests().getFirst().awaitOutcome();
        assertEquals(new Outcome(Outcome.End.ABORTED_BY_CALLER, 0, outcome.after()), outcome);
    }

    @Test
    void keepsARequestThatWasSentWhileTheFirstReplyWasHeld() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).body("1").build(), Reply.json("2"));
        try (RawHttp http = connect()) {
            http.send(GET);
            gate.awaitArrivals(1);
            http.send(GET);
            gate.open();
            assertEquals("1", http.readReply().text());
            assertEquals("2", http.readReply().text());
        }
    }

    @Test
    void answersByRouteAndNamesWhatNobodyScripted() throws IOException {
        upstream.on("GET", "/v1/models", request -> Reply.json(request.query().orElse("none")));
        try (RawHttp http = connect()) {
            http.request("GET", "/v1/models?x=1", List.of(), "");
            assertEquals("x=1", http.readReply().text());
            http.request("PUT", "/other", List.of(), "");
            RawReply reply = http.readReply();
            assertEquals(501, reply.status());
            assertTrue(reply.text().contains("PUT /other"), reply.text());
        }
    }

    @Test
    void refusesByTheHeadWhileTheCallerIsStillSending() throws IOException {
        upstream.beforeBody(request -> request.header("content-length").map(_ -> Reply.json(413, "{}")));
        try (RawHttp http = connect()) {
            http.send("POST /large HTTP/1.1\r\ncontent-length: 10000000\r\n\r\n");
            RawReply reply = http.readReply();
            assertEquals(413, reply.status());
            assertEquals("close", reply.header("connection").orElseThrow());
            http.send(new byte[100_000]);
            assertTrue(http.awaitClose());
        }
        assertEquals("/large", upstream.requests().getFirst().path());
        assertEquals(List.of(), upstream.problems());
    }

    @Test
    void reportsAHandlerThatThrows() throws IOException {
        upstream.otherwise(_ -> {
            throw new IllegalStateException("broken script");
        });
        try (RawHttp http = connect()) {
            http.send(GET);
            assertEquals(500, http.readReply().status());
        }
        assertTrue(upstream.problems().getFirst().contains("broken script"));
    }

    @Test
    void reportsAmbiguousFraming() throws IOException {
        try (RawHttp http = connect()) {
            http.send("POST / HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n");
            assertTrue(http.awaitClose());
        }
        assertTrue(
                upstream.problems().getFirst().contains("ambiguous framing"),
                upstream.problems().toString());
        assertEquals(0, upstream.requestCount());
    }

    @Test
    void reportsABodyThatStopsShort() throws IOException {
        try (RawHttp http = connect()) {
            http.send("POST / HTTP/1.1\r\ncontent-length: 10\r\n\r\n123");
            http.endSending();
            assertTrue(http.awaitClose());
        }
        assertTrue(
                upstream.problems().getFirst().contains("7 bytes"),
                upstream.problems().toString());
    }

    @Test
    void omitsTheBodyOfAReplyToHead() throws IOException {
        upstream.enqueue(Reply.json("{}"), Reply.status(204).build());
        try (RawHttp http = connect()) {
            http.request("HEAD", "/", List.of(), "");
            RawReply reply = http.readReplyToHead();
            assertEquals("2", reply.header("content-length").orElseThrow());
            http.send(GET);
            assertEquals(204, http.readReply().status());
        }
    }

    @Test
    void endsARunningReplyWhenItIsClosed() throws IOException {
        Gate gate = Gate.closed();
        upstream.enqueue(Reply.status(200).hold(gate).json("{}").build());
        try (RawHttp http = connect()) {
            http.send(GET);
            gate.awaitArrivals(1);
            upstream.close();
            assertTrue(http.awaitClose());
        }
        assertEquals(
                Outcome.End.UPSTREAM_CLOSED,
                upstream.requests().getFirst().awaitOutcome().end());
    }

    @Test
    void closesIdleConnectionsAndAcceptsNewOnes() throws IOException {
        upstream.otherwise(_ -> Reply.json("{}"));
        try (RawHttp first = connect()) {
            first.send(GET);
            first.readReply();
            upstream.closeConnections(Cut.RST);
            assertTrue(first.awaitClose());
        }
        try (RawHttp second = connect()) {
            second.send(GET);
            assertEquals(200, second.readReply().status());
        }
    }

    @Test
    void saysWhatCameWhenTooLittleCame() {
        AssertionError error = assertThrows(AssertionError.class, () -> upstream.awaitRequests(1, Duration.ZERO));
        assertTrue(error.getMessage().startsWith("0 requests received"), error.getMessage());
    }

    @Test
    void forgetsTheOldestRequestsOnly() throws IOException {
        try (MockUpstream small = MockUpstream.start(0, 2)) {
            small.otherwise(_ -> Reply.json("{}"));
            try (RawHttp http = RawHttp.connect(small.baseUrl())) {
                for (int number = 1; number <= 3; number++) {
                    http.request("GET", "/" + number, List.of(), "");
                    http.readReply();
                }
            }
            assertEquals(3, small.requestCount());
            assertEquals(
                    List.of("/2", "/3"),
                    small.requests().stream().map(ReceivedRequest::path).toList());
        }
    }

    private void assertCut(String body, RawReply.End end) throws IOException {
        try (RawHttp http = connect()) {
            http.send(GET);
            RawReply reply = http.readReply();
            assertArrayEquals(body.getBytes(StandardCharsets.UTF_8), reply.body());
            assertEquals(end, reply.end());
        }
        assertEquals(
                Outcome.End.CUT,
                upstream.awaitRequests(1).getFirst().awaitOutcome().end());
    }

    private RawHttp connect() throws IOException {
        return RawHttp.connect(upstream.baseUrl());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
