package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.pipeline.port.Reach;
import dev.switchboard.pipeline.port.UpstreamTransport.Exchange;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.testkit.http.Cut;
import dev.switchboard.testkit.http.Gate;
import dev.switchboard.testkit.http.MockUpstream;
import dev.switchboard.testkit.http.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network buffer that was given back is another connection's: nobody may touch it any more, however an exchange ends. */
@Timeout(30)
class ReturnedBuffersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
    private static final String CHUNKED = HEAD + "transfer-encoding: chunked\r\n\r\n";

    private final MockUpstream upstream = MockUpstream.start();
    private final Returned buffers = new Returned();
    private final JettyTransport transport = new JettyTransport(
            TransportConfig.DEFAULTS, new SharedIo(new QueuedThreadPool(8), new ScheduledExecutorScheduler(), buffers));

    @AfterEach
    void close() {
        transport.close();
        upstream.close();
        buffers.check();
    }

    /** A pool that lends each buffer once and leaves a mark in those that come back. */
    private static final class Returned implements ByteBufferPool {
        private static final int MARK = 7;

        private final Queue<ByteBuffer> returned = new ConcurrentLinkedQueue<>();

        @Override
        public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
            ByteBuffer buffer = ByteBuffer.allocate(size).limit(0);
            return RetainableByteBuffer.wrap(buffer, () -> {
                buffer.clear().position(MARK).limit(MARK);
                returned.add(buffer);
            });
        }

        @Override
        public void clear() {
            // Nothing is lent twice.
        }

        void check() {
            assertFalse(returned.isEmpty());
            for (ByteBuffer buffer : returned) {
                assertEquals(List.of(MARK, MARK), List.of(buffer.position(), buffer.limit()));
            }
        }
    }

    private Exchange send() {
        UpstreamRequest request =
                UpstreamRequest.post(upstream.baseUrl().resolve("/"), Headers.none(), Bytes.utf8("{}"));
        BodyMemory.Share memory = new BodyMemory().share(Long.MAX_VALUE);
        return transport.send(Reach.nowhere("provider \"test\""), request, LONG, memory);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED,
                CHUNKED + "5\r\nabcde\r\n5\r\nab",
                CHUNKED + "5\r\nabcde\r\nno length",
                HEAD + "content-length: 9\r\n\r\n",
                HEAD + "content-length: 9\r\n\r\nabcde"
            })
    void afterAReplyThatIsCutWhereItsHeadCame(String reply) {
        upstream.enqueue(Reply.raw().body(bytes(reply)).cut(Cut.FIN).build());
        try (Exchange exchange = send()) {
            assertTrue(exchange.awaitHead(LONG));
            assertThrows(GatewayException.class, () -> exchange.readAll(1000, LONG));
        }
        upstream.awaitOpenConnections(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHUNKED + "5\r\nabcde\r\n0\r\n\r\n",
                HEAD + "content-length: 5\r\n\r\nabcde",
                HEAD + "content-length: 0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + HEAD + "content-length: 5\r\n\r\nabcde"
            })
    void afterAReplyThatCameAtOnce(String reply) {
        upstream.enqueue(Reply.raw(reply));
        try (Exchange exchange = send()) {
            assertTrue(exchange.awaitHead(LONG));
            assertEquals(
                    reply.contains("abcde") ? "abcde" : "",
                    exchange.readAll(1000, LONG).utf8());
        }
    }

    @Test
    void afterAReaderWhoLeavesWithTheHead() {
        Gate gate = Gate.closed();
        upstream.enqueue(
                Reply.raw().body(bytes(CHUNKED + "5\r\nabcde\r\n")).hold(gate).build());
        try (Exchange exchange = send()) {
            assertTrue(exchange.awaitHead(LONG));
        }
        upstream.awaitOpenConnections(0);
    }

    @Test
    void afterAReplyThatIsTooLarge() {
        upstream.enqueue(Reply.raw(CHUNKED + "5\r\nabcde\r\n5\r\nabcde\r\n0\r\n\r\n"));
        try (Exchange exchange = send()) {
            assertThrows(GatewayException.class, () -> exchange.readAll(7, LONG));
        }
        upstream.awaitOpenConnections(0);
    }
}
