package dev.switchboard.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.http.edge.RawClient.Reply;
import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.spi.http.HttpReply;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A port that ends: requests under way get their answers, new ones are not taken. */
@Timeout(30)
class EdgeDrainTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private void answerOnRelease(CallerConnection caller) {
        entered.countDown();
        await(release);
        caller.reply(HttpReply.json(200, "done"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void requestsUnderWayEndAndIdleConnectionsClose() throws Exception {
        try (TestingEdge edge = TestingEdge.start(this::answerOnRelease);
                RawClient idle = edge.connect();
                RawClient busy = edge.connect()) {
            busy.send(GET);
            await(entered);
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> edge.server().drain());
            assertEquals("", idle.readToEnd());
            assertFalse(drained.isDone());
            release.countDown();
            Reply reply = busy.readReply();
            assertEquals("done", reply.body());
            assertEquals("close", reply.headers().get("connection"));
            assertEquals("", busy.readToEnd());
            assertTrue(drained.get(10, TimeUnit.SECONDS));
            assertThrows(IOException.class, edge::connect);
        }
    }

    @Test
    void http2RequestsUnderWayEnd() throws Exception {
        try (TestingEdge edge = TestingEdge.start(this::answerOnRelease);
                Http2Client client = new Http2Client(edge.port())) {
            CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> exchange(client));
            await(entered);
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> edge.server().drain());
            release.countDown();
            assertEquals("200 done", reply.get(10, TimeUnit.SECONDS));
            assertTrue(drained.get(10, TimeUnit.SECONDS));
        }
    }

    private static String exchange(Http2Client client) {
        try {
            return client.exchange("GET", "/", "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void drainingEndsInTimeAndTheRestIsCutOff() throws Exception {
        try (TestingEdge edge =
                        TestingEdge.start(o -> o.withDrainTimeout(Duration.ofMillis(100)), this::answerOnRelease);
                RawClient busy = edge.connect()) {
            busy.send(GET);
            await(entered);
            assertFalse(edge.server().drain());
            edge.server().close();
            assertEquals("", busy.readToEnd());
            release.countDown();
        }
    }

    @Test
    void twoPortsOfAProcessShareThreadsAndEndApart() throws Exception {
        try (EdgeResources resources = new EdgeResources();
                EdgeServer admin = server(resources, "admin")) {
            int port = admin.port();
            try (EdgeServer data = server(resources, "data");
                    RawClient client = new RawClient(data.port())) {
                assertEquals("data", client.send(GET).readReply().body());
            }
            try (RawClient client = new RawClient(port)) {
                assertEquals("admin", client.send(GET).readReply().body());
            }
        }
    }

    private static EdgeServer server(EdgeResources resources, String name) throws IOException {
        EdgeServer server = new EdgeServer(
                EdgeOptions.plain(name, "127.0.0.1", 0),
                resources,
                caller -> caller.reply(HttpReply.json(200, name)),
                (_, status, message) -> HttpReply.json(status, message));
        server.start();
        return server;
    }

    @Test
    void aPortIsFreeAgainWhenItsServerIsClosed() throws IOException {
        int port;
        try (TestingEdge first = TestingEdge.start(this::answerOnRelease)) {
            port = first.port();
        }
        release.countDown();
        try (TestingEdge second =
                        TestingEdge.start(o -> EdgeOptions.plain("again", "127.0.0.1", port), this::answerOnRelease);
                RawClient client = second.connect()) {
            assertEquals(port, second.port());
            assertEquals("done", client.send(GET).readReply().body());
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            IOException failure = assertThrows(
                    IOException.class,
                    () -> TestingEdge.start(o -> EdgeOptions.plain("x", "127.0.0.1", port), caller -> {})
                            .close());
            assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
        }
    }
}
