package dev.switchboard.http.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.port.CallerConnection;
import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.io.Bytes;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller who leaves is noticed while the handler is busy with something else. */
@Timeout(30)
class EdgeAbortTest {
    private static final String GET = "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void waitForAbort(CallerConnection caller) {
        caller.onAbort(gone::countDown);
        entered.countDown();
        await(gone);
        GatewayException failure =
                assertThrows(GatewayException.class, () -> caller.reply(HttpReply.json(200, "nobody reads this")));
        assertEquals(ErrorKind.CANCELLED, failure.error().kind());
        CountDownLatch late = new CountDownLatch(1);
        caller.onAbort(late::countDown);
        await(late);
        done.countDown();
    }

    @Test
    void anOrderlyEndIsNoticed() throws IOException {
        try (TestingEdge edge = TestingEdge.start(this::waitForAbort)) {
            try (RawClient client = edge.connect()) {
                client.send(GET.formatted("x"));
                await(entered);
            }
            await(done);
        }
    }

    @Test
    void aResetIsNoticed() throws IOException {
        try (TestingEdge edge = TestingEdge.start(this::waitForAbort);
                RawClient client = edge.connect()) {
            client.send(GET.formatted("x"));
            await(entered);
            client.reset();
            await(done);
        }
    }

    @Test
    void anEndDuringAStreamIsNoticed() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    caller.onAbort(gone::countDown);
                    ReplyStream stream = caller.stream(200, Headers.none());
                    stream.write(Bytes.utf8("token"), true);
                    await(gone);
                    done.countDown();
                });
                RawClient client = edge.connect()) {
            client.send(GET.formatted("x"));
            assertEquals("HTTP/1.1 200 OK", client.readLine());
            client.shutdownOutput();
            await(done);
        }
    }

    /** What came before the end hides it, unless somebody reads on. */
    @Test
    void anEndBehindFurtherBytesIsNoticed() throws IOException {
        try (TestingEdge edge = TestingEdge.start(this::waitForAbort)) {
            try (RawClient client = edge.connect()) {
                client.send(GET.formatted("x"));
                await(entered);
                for (int i = 0; i < 3; i++) {
                    client.send("\r\n");
                    hold(gone, 150);
                }
            }
            await(done);
        }
    }

    @Test
    void aPipelinedRequestIsNotTakenForAnEnd() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    caller.onAbort(gone::countDown);
                    if (caller.request().path().equals("/first")) {
                        entered.countDown();
                        hold(release, 400);
                    }
                    caller.reply(HttpReply.json(200, caller.request().path()));
                });
                RawClient client = edge.connect()) {
            client.send(GET.formatted("first"));
            await(entered);
            client.send(GET.formatted("second"));
            assertEquals("/first", client.readReply().body());
            assertEquals("/second", client.readReply().body());
            assertEquals(
                    "/third", client.send(GET.formatted("third")).readReply().body());
            assertEquals(1, gone.getCount());
        }
    }

    /** Longer than the edge waits before it looks for the caller's end. */
    private static void hold(CountDownLatch never, long millis) {
        try {
            assertFalse(never.await(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void slowRequestsFollowEachOtherOnOneConnection() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    caller.onAbort(gone::countDown);
                    hold(never, 150);
                    caller.reply(HttpReply.json(
                            200, caller.readBody(100, TestingEdge.memory()).utf8()));
                });
                RawClient client = edge.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n" + i);
                assertEquals(Integer.toString(i), client.readReply().body());
            }
            assertEquals(1, gone.getCount());
        }
    }

    @Test
    void anActionIsNotCalledForACompleteReply() throws IOException {
        try (TestingEdge edge = TestingEdge.start(caller -> {
                    if (caller.request().path().equals("/first")) {
                        caller.onAbort(gone::countDown);
                    }
                    caller.reply(HttpReply.json(200, caller.request().path()));
                });
                RawClient client = edge.connect()) {
            assertEquals(
                    "/first", client.send(GET.formatted("first")).readReply().body());
            // The second is not read before the first is over.
            assertEquals(
                    "/second", client.send(GET.formatted("second")).readReply().body());
            client.shutdownOutput();
            assertEquals("", client.readToEnd());
            assertEquals(1, gone.getCount());
        }
    }
}
