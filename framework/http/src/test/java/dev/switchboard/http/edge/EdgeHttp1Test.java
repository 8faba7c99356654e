package dev.switchboard.http.edge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.http.edge.RawClient.Reply;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests and replies of HTTP/1.1 over plain TCP. */
class EdgeHttp1Test {
    private static final String GET = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final long LIMIT = 1_000_000;

    /** Answers with method, path, query and body. */
    private static void echo(CallerConnection caller) {
        HttpRequest request = caller.request();
        String body = caller.readBody(LIMIT, TestingEdge.memory()).utf8();
        String query = request.query().map(q -> "?" + q).orElse("");
        caller.reply(HttpReply.json(200, request.method() + " " + request.path() + query + " " + body));
    }

    @Test
    void servesManyRequestsOnOneConnection() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            for (int i = 0; i < 20; i++) {
                Reply reply = client.send(GET.formatted(i)).readReply();
                assertEquals("GET /" + i + " ", reply.body());
                assertEquals(200, reply.status());
                assertNull(reply.headers().get("server"));
                assertNull(reply.headers().get("connection"));
            }
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            String post = "POST /%s HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n%s";
            client.send(post.formatted("a", "one") + GET.formatted("b") + post.formatted("c", "two"));
            assertEquals("POST /a one", client.readReply().body());
            assertEquals("GET /b ", client.readReply().body());
            assertEquals("POST /c two", client.readReply().body());
        }
    }

    @Test
    void readsRequestsThatArriveByteByByte() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            String request = "PROPFIND /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n";
            for (byte b : request.getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {b});
            }
            assertEquals("PROPFIND /slow abcd", client.readReply().body());
            assertEquals(
                    "GET /next ", client.send(GET.formatted("next")).readReply().body());
        }
    }

    @Test
    void readsLargeBodiesWhole() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            String body = "0123456789".repeat(50_000);
            for (int round = 0; round < 2; round++) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + body);
                assertEquals("POST / " + body, client.readReply().body());
            }
            String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
            client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(30)
                    + "0\r\n\r\n");
            assertEquals("POST / " + "x".repeat(300_000), client.readReply().body());
        }
    }

    @Test
    void handsThePathOnAsItCame() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(HttpReply.json(
                        200,
                        caller.request().path() + "|"
                                + caller.request().queryParameter("a b").orElse("none")
                                + "|"
                                + caller.request().headers().first("x-tag").orElse("none")
                                + "|" + caller.request().remoteAddress() + "|"
                                + caller.request().secure())));
                RawClient client = edge.connect()) {
            client.send("GET /v1/models/meta%2Fllama%25//x?q=1&a+b=%C3%A9%2F HTTP/1.1\r\nHost: x\r\nX-Tag: t\r\n\r\n");
            Reply reply = client.readReply();
            assertEquals(
                    "/v1/models/meta%2Fllama%25//x|\u00e9/|t|127.0.0.1|false",
                    new String(reply.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
    }

    @Test
    void headAndUnknownMethodsReachTheHandler() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            Reply head = client.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n").readReply(true);
            assertEquals("8", head.headers().get("content-length"));
            assertEquals(
                    "BREW /pot ",
                    client.send("BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readReply()
                            .body());
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            client.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            assertEquals(100, client.readReply().status());
            assertEquals("POST /e body", client.send("body").readReply().body());
        }
    }

    @Test
    void answersARequestToUpgradeInHttp1() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::echo);
                RawClient client = edge.connect()) {
            client.send("POST /u HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    + "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAA\r\n\r\nhi");
            assertEquals("POST /u hi", client.readReply().body());
            client.send("GET /w HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n");
            assertEquals("GET /w ", client.readReply().body());
        }
    }

    @Test
    void streamsEachFlushedPartAtOnce() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::streamThreeParts);
                RawClient client = edge.connect()) {
            client.send(GET.formatted("s"));
            assertEquals("HTTP/1.1 200 OK", client.readLine());
            while (!client.readLine().isEmpty()) {
                // The header's fields.
            }
            assertEquals("one", client.readChunk());
            assertEquals("twothree", client.readChunk());
            assertEquals("four", client.readChunk());
            assertEquals("", client.readChunk());
            assertEquals(200, client.send(GET.formatted("again")).readReply().status());
        }
    }

    private static void streamThreeParts(CallerConnection caller) {
        ReplyStream stream = caller.stream(200, Headers.of("content-type", "text/event-stream"));
        stream.write(Bytes.utf8("one"), true);
        stream.write(Bytes.utf8("two"), false);
        stream.write(Bytes.utf8("three"), true);
        stream.write(Bytes.utf8("four"), false);
        stream.end();
    }

    @Test
    void anAbortedStreamHasNoEnd() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    ReplyStream stream = caller.stream(200, Headers.none());
                    stream.write(Bytes.utf8("part"), true);
                    stream.abort();
                });
                RawClient client = edge.connect()) {
            String all = client.send(GET.formatted("x")).readToEnd();
            assertTrue(all.contains("part"), all);
            assertFalse(all.contains("\r\n0\r\n"), all);
        }
    }

    @Test
    void aStreamToHttp10EndsWithItsConnection() throws IOException {
        try (TestingEdge edge = TestingEdge.start(EdgeHttp1Test::streamThreeParts);
                RawClient client = edge.connect()) {
            String all = client.send("GET / HTTP/1.0\r\n\r\n").readToEnd();
            assertTrue(all.endsWith("\r\n\r\nonetwothreefour"), all);
        }
    }

    @Test
    void anAbortedStreamToHttp10IsReset() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    ReplyStream stream = caller.stream(200, Headers.none());
                    stream.write(Bytes.utf8("part"), true);
                    assertDoesNotThrow(() -> received.await(10, TimeUnit.SECONDS));
                    stream.abort();
                });
                RawClient client = edge.connect()) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            while (!client.readLine().isEmpty()) {
                // The header's fields.
            }
            assertEquals("part", client.read(4));
            received.countDown();
            assertThrows(SocketException.class, client::readToEnd);
        }
    }

    @Test
    void aHandlerThatFailsIsAnsweredFor() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    if (caller.request().path().equals("/throws")) {
                        throw new IllegalStateException("secret detail");
                    }
                });
                RawClient client = edge.connect()) {
            Reply thrown = client.send(GET.formatted("throws")).readReply();
            assertEquals(500, thrown.status());
            assertFalse(thrown.body().contains("secret"), thrown.body());
            assertEquals(500, client.send(GET.formatted("silent")).readReply().status());
        }
    }

    @Test
    void dropsHeadersThatDescribeAnotherConnection() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(new HttpReply(
                        200,
                        Headers.of("Transfer-Encoding", "chunked", "Content-Length", "99", "x-kept", "yes"),
                        Bytes.utf8("body"))));
                RawClient client = edge.connect()) {
            Reply reply = client.send(GET.formatted("x")).readReply();
            assertEquals("body", reply.body());
            assertEquals("yes", reply.headers().get("x-kept"));
            assertEquals("4", reply.headers().get("content-length"));
        }
    }

    @Test
    void anUnreadBodyDoesNotSpoilTheConnection() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> caller.reply(HttpReply.json(401, "no")));
                RawClient client = edge.connect()) {
            String post = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(10_000);
            assertEquals(401, client.send(post).readReply().status());
            assertEquals(401, client.send(post).readReply().status());
        }
    }
}
