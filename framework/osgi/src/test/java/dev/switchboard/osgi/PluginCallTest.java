package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PluginCallTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

    /** Goes on after it was interrupted, as careless code does. */
    private final Callable<String> slow = () -> {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        goOn.await();
        return "made";
    };

    @Test
    void givesTheResult() throws PluginFailure {
        assertEquals("made", PluginCall.within(LONG, "making", () -> "made", late::add));
        assertTrue(late.isEmpty());
    }

    @Test
    void tellsInASentenceWhatWasThrown() {
        Callable<String> broken = () -> {
            throw new AssertionError("no luck");
        };
        PluginFailure failure = assertThrows(PluginFailure.class, () -> PluginCall.within(LONG, "making", broken));
        assertEquals("making failed: AssertionError: no luck", failure.sentence());
    }

    @Test
    void whatComesAfterTheLimitIsHandedOver() throws InterruptedException {
        PluginFailure failure = assertThrows(
                PluginFailure.class, () -> PluginCall.within(Duration.ofMillis(1), "making", slow, late::add));
        assertEquals("making did not end within 1 ms and was abandoned", failure.sentence());
        assertHandedOver();
    }

    @Test
    void whatComesAfterAnInterruptIsHandedOver() throws InterruptedException {
        Thread.currentThread().interrupt();
        PluginFailure failure =
                assertThrows(PluginFailure.class, () -> PluginCall.within(LONG, "making", slow, late::add));
        assertTrue(Thread.interrupted(), "it stays interrupted");
        assertEquals("making was given up because the gateway is stopping", failure.sentence());
        assertHandedOver();
    }

    /** What is closed then may have to wait for something. */
    @Test
    void theInterruptIsOverWhenAResultIsHandedOver() throws InterruptedException {
        Callable<String> stubborn = () -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return "made";
        };
        assertThrows(
                PluginFailure.class,
                () -> PluginCall.within(
                        Duration.ofMillis(1),
                        "making",
                        stubborn,
                        result -> late.add(result + (Thread.currentThread().isInterrupted() ? ", interrupted" : ""))));
        assertEquals("made", late.poll(30, TimeUnit.SECONDS));
    }

    private void assertHandedOver() throws InterruptedException {
        assertTrue(interrupted.await(30, TimeUnit.SECONDS));
        assertTrue(late.isEmpty());
        goOn.countDown();
        assertEquals("made", late.poll(30, TimeUnit.SECONDS));
    }
}
