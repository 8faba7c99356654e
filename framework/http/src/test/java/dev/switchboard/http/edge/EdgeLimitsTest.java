package dev.switchboard.http.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.http.edge.RawClient.Reply;
import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.pipeline.port.CallerHandler;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad, slow and oversized callers get a clear answer in the gateway's shape, and nothing more. */
@Timeout(30)
class EdgeLimitsTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofSeconds(20);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private static void readThenReply(CallerConnection caller) {
        caller.reply(HttpReply.json(
                200, caller.readBody(10_000, TestingEdge.memory()).utf8()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "400 | rubbish\\r\\n\\r\\n",
                "400 | GET / HTTP/1.1\\r\\n\\r\\n",
                "400 | GET / HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n",
                "400 | GET /%zz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "400 | GET /%c3%28 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "400 | GET /a/%2e%2e/b HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: two\\r\\n\\r\\n",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -2\\r\\n\\r\\n",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\nabc",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nabc",
                "400 | GET / HTTP/1.1\\r\\nHost: x\\r\\nbad header: y\\r\\n\\r\\n",
                "400 | GET / HTTP/1.1\\r\\nHost: x\\r\\nname : y\\r\\n\\r\\n",
                "400 | GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\r\\n folded\\r\\n\\r\\n",
                "400 | GET / HTTP/1.1\\nHost: x\\n\\n",
                "400 | CONNECT other:443 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "400 | OPTIONS * HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "417 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nExpect: magic\\r\\n\\r\\na",
                "505 | GET / HTTP/3.7\\r\\nHost: x\\r\\n\\r\\n",
                "400 | POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n",
                "415 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 1\\r\\n\\r\\na",
                "413 | POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99999999999\\r\\n\\r\\n",
                "413 | POST / HTTP/1.1\\r\\nHost: x\\r\\nExpect: 100-continue\\r\\nContent-Length: 20000\\r\\n\\r\\n",
                "413 | POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2711\\r\\n@10001\\r\\n",
                "414 | GET /@5000 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
                "431 | GET / HTTP/1.1\\r\\nHost: x\\r\\nX: @5000\\r\\n\\r\\n",
            })
    void refusesInItsOwnShape(int status, String request) throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeLimitsTest::readThenReply);
                RawClient client = edge.connect()) {
            client.send(unescape(request));
            client.shutdownOutput();
            Reply reply = client.readReply();
            assertEquals(status, reply.status(), reply.body());
            assertEquals("application/json", reply.headers().get("content-type"));
            assertTrue(reply.body().startsWith("{\"status\":" + status + ",\"message\":"), reply.body());
            assertNull(reply.headers().get("server"));
            assertTrue(!reply.body().contains("jetty") && !reply.body().contains("Exception"), reply.body());
        }
    }

    private static String unescape(String text) {
        String lines = text.replace("\\r", "\r").replace("\\n", "\n");
        return lines.replace("@5000", "a".repeat(5000)).replace("@10001", "a".repeat(10_001));
    }

    @Test
    void endsAFloodOfHeaders() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeLimitsTest::readThenReply);
                RawClient client = edge.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n");
            byte[] field = "X-Flood: 0123456789\r\n".repeat(10).getBytes(ISO_8859_1);
            for (int i = 0; i < 20; i++) {
                client.send(field);
            }
            assertEquals(431, client.readReply().status());
        }
    }

    @Test
    void aRefusedUploadStillReadsItsAnswer() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeLimitsTest::readThenReply);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n");
            byte[] part = new byte[100_000];
            for (int i = 0; i < 50; i++) {
                client.send(part);
            }
            assertEquals(413, client.readReply().status());
            assertEquals("", client.readToEnd());
        }
    }

    @Test
    void aSlowHeaderTimesOutHoweverOftenBytesCome() throws IOException {
        try (TestingEdge edge =
                        TestingEdge.start(TestingEdge.timeouts(SOON, LATE, LATE), EdgeLimitsTest::readThenReply);
                RawClient client = edge.connect()) {
            assertEquals(200, client.send(GET).readReply().status());
            client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            Reply reply = client.readReply();
            assertEquals(408, reply.status());
            assertEquals("close", reply.headers().get("connection"));
            assertEquals("", client.readToEnd());
        }
    }

    @Test
    void aSlowBodyTimesOut() throws IOException {
        try (TestingEdge edge =
                        TestingEdge.start(TestingEdge.timeouts(LATE, SOON, LATE), EdgeLimitsTest::readThenReply);
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345");
            assertEquals(408, client.readReply().status());
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (TestingEdge edge =
                        TestingEdge.start(TestingEdge.timeouts(LATE, LATE, SOON), EdgeLimitsTest::readThenReply);
                RawClient silent = edge.connect();
                RawClient client = edge.connect()) {
            assertEquals(200, client.send(GET).readReply().status());
            assertEquals("", client.readToEnd());
            assertEquals("", silent.readToEnd());
        }
    }

    @Test
    void aRequestMayTakeLongerThanAConnectionMayRest() throws IOException {
        CountDownLatch patience = new CountDownLatch(1);
        try (TestingEdge edge = TestingEdge.start(TestingEdge.timeouts(SOON, SOON, SOON), caller -> {
                    await(patience, 600);
                    caller.reply(HttpReply.json(200, "late"));
                });
                RawClient client = edge.connect()) {
            assertEquals("late", client.send(GET).readReply().body());
        }
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCallerThatDoesNotReadIsGivenUp() throws Exception {
        CompletableFuture<GatewayException> seen = new CompletableFuture<>();
        CallerHandler endless = caller -> {
            ReplyStream stream = caller.stream(200, Headers.none());
            Bytes part = Bytes.wrap(new byte[100_000]);
            try {
                while (true) {
                    stream.write(part, true);
                }
            } catch (GatewayException e) {
                seen.complete(e);
            }
        };
        try (TestingEdge edge = TestingEdge.start(TestingEdge.timeouts(LATE, LATE, SOON), endless);
                RawClient client = edge.connect()) {
            client.send(GET);
            assertEquals(
                    ErrorKind.CANCELLED, seen.get(10, TimeUnit.SECONDS).error().kind());
        }
    }

    @Test
    void aCallerThatLeavesDuringItsBodyIsReported() throws Exception {
        CompletableFuture<GatewayException> seen = new CompletableFuture<>();
        try (TestingEdge edge = TestingEdge.start(caller -> {
            try {
                caller.readBody(1000, TestingEdge.memory());
            } catch (GatewayException e) {
                seen.complete(e);
                throw e;
            }
        })) {
            try (RawClient client = edge.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345");
            }
            assertEquals(
                    ErrorKind.CANCELLED, seen.get(10, TimeUnit.SECONDS).error().kind());
        }
    }

    @Test
    void connectionsBeyondTheLimitAreRefused() throws IOException {
        EdgeLimits two = new EdgeLimits(4096, 2, 100, LATE, LATE, 1000, LATE);
        try (TestingEdge edge = TestingEdge.start(two, EdgeLimitsTest::readThenReply);
                RawClient first = edge.connect();
                RawClient second = edge.connect();
                RawClient third = edge.connect()) {
            Reply reply = third.readReply();
            assertEquals(503, reply.status());
            assertEquals("1", reply.headers().get("retry-after"));
            assertEquals(200, first.send(GET).readReply().status());
            assertEquals(200, second.send(GET).readReply().status());
        }
    }

    @Test
    void requestsBeyondTheLimitAreRefused() throws IOException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        EdgeLimits one = new EdgeLimits(4096, 100, 1, LATE, LATE, 1000, LATE);
        try (TestingEdge edge = TestingEdge.start(one, caller -> {
                    entered.countDown();
                    await(release, 20_000);
                    readThenReply(caller);
                });
                RawClient first = edge.connect();
                RawClient second = edge.connect()) {
            first.send(GET);
            assertTrue(await(entered, 10_000));
            Reply refused = second.send(GET).readReply();
            assertEquals(503, refused.status());
            assertEquals("1", refused.headers().get("retry-after"));
            release.countDown();
            assertEquals(200, first.readReply().status());
            // On the same connection: the next request is not read before the first one is over.
            assertEquals(200, first.send(GET).readReply().status());
        }
    }

    /** Nothing of the body is sent before the answer comes. */
    @Test
    void aBodyThatDoesNotFitIsRefusedBeforeItIsRead() throws IOException {
        BodyMemory.Share memory = new BodyMemory().share(2_000);
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(
                        HttpReply.json(200, caller.readBody(10_000, memory).utf8())));
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n");
            assertEquals(503, client.readReply().status());
            client.send("x".repeat(1001));
            client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + "y".repeat(1000));
            assertEquals(200, client.readReply().status());
        }
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedWhenItNoLongerFits() throws IOException {
        BodyMemory bodies = new BodyMemory();
        BodyMemory.Share memory = bodies.share(200_000);
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(
                        HttpReply.json(200, caller.readBody(1_000_000, memory).utf8())));
                RawClient client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("10000\r\n" + "x".repeat(0x10000) + "\r\n0\r\n\r\n");
            assertEquals(503, client.readReply().status());
        }
        memory.close();
        assertEquals(0, bodies.used());
    }

    @Test
    void aThousandIdleConnectionsDoNotHinderOthers() throws IOException {
        List<RawClient> idle = new ArrayList<>();
        try (TestingEdge edge = TestingEdge.start(EdgeLimitsTest::readThenReply)) {
            for (int i = 0; i < 1000; i++) {
                idle.add(edge.connect());
            }
            for (RawClient client : idle.subList(0, 50)) {
                assertEquals(200, client.send(GET).readReply().status());
            }
        } finally {
            for (RawClient client : idle) {
                client.close();
            }
        }
    }
}
