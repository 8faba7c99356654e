package dev.switchboard.pipeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.spi.exchange.ExchangeReport;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.testkit.doubles.TestingReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallbackQueueTest {
    private final PluginMeter meter = new PluginMeter();

    /** Keeps what it hears; may wait, and may throw at the first batch. */
    private static final class Listening implements Callback {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch called = new CountDownLatch(1);
        final CountDownLatch go;
        boolean failing;
        volatile boolean closed;

        Listening(int waits) {
            go = new CountDownLatch(waits);
        }

        @Override
        public void report(List<ExchangeReport> batch) {
            called.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (failing) {
                failing = false;
                throw new IllegalStateException("told to fail");
            }
            batch.forEach(report -> heard.add(report.id()));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void deliversEverythingInOrderBeforeItCloses() {
        Listening callback = new Listening(0);
        CallbackQueue queue = CallbackQueue.start("log", callback, new PluginDoor("log", meter));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ids.add("e" + i);
            queue.offer(TestingReport.completed("e" + i));
        }
        queue.close();
        assertEquals(ids, callback.heard);
        assertTrue(callback.closed);
        assertEquals(0, queue.dropped());
    }

    @Test
    void aSlowCallbackLosesReportsAndNeverHoldsACallerUp() throws InterruptedException {
        Listening callback = new Listening(1);
        CallbackQueue queue = CallbackQueue.start("slow", callback, new PluginDoor("slow", meter));
        queue.offer(TestingReport.completed("first"));
        callback.called.await();
        for (int i = 0; i < CallbackQueue.CAPACITY + 10; i++) {
            queue.offer(TestingReport.completed("e"));
        }
        assertEquals(10, queue.dropped());
        callback.go.countDown();
        queue.close();
        assertEquals(CallbackQueue.CAPACITY + 1, callback.heard.size());
    }

    @Test
    void contentThatWaitsIsBounded() throws InterruptedException {
        Listening callback = new Listening(1);
        CallbackQueue queue = CallbackQueue.start("slow", callback, new PluginDoor("slow", meter));
        queue.offer(TestingReport.completed("first"));
        callback.called.await();
        Bytes half = Bytes.wrap(new byte[(int) CallbackQueue.CONTENT_CAPACITY / 2]);
        for (int i = 0; i < 3; i++) {
            queue.offer(TestingReport.completed("e" + i).withBodies(half, Bytes.empty()));
        }
        assertEquals(1, queue.dropped());
        queue.offer(TestingReport.completed("small"));
        assertEquals(1, queue.dropped());
        callback.go.countDown();
        queue.close();
        assertEquals(List.of("first", "e0", "e1", "small"), callback.heard);
    }

    /** Else a callback would never hear of an exchange that is larger than what may wait. */
    @Test
    void contentIsTakenWhereNoneWaits() {
        Listening callback = new Listening(0);
        CallbackQueue queue = CallbackQueue.start("log", callback, new PluginDoor("log", meter));
        Bytes large = Bytes.wrap(new byte[(int) CallbackQueue.CONTENT_CAPACITY + 1]);
        queue.offer(TestingReport.completed("large").withBodies(large, Bytes.empty()));
        queue.close();
        assertEquals(List.of("large"), callback.heard);
    }

    @Test
    void aFailingCallbackHearsTheNextBatch() throws InterruptedException {
        Listening callback = new Listening(1);
        callback.failing = true;
        CallbackQueue queue = CallbackQueue.start("failing", callback, new PluginDoor("failing", meter));
        queue.offer(TestingReport.completed("lost"));
        callback.called.await();
        queue.offer(TestingReport.completed("heard"));
        callback.go.countDown();
        queue.close();
        assertEquals(1, queue.failed());
        assertEquals(List.of("heard"), callback.heard);
    }
}
