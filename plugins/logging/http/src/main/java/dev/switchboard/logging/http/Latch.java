package dev.switchboard.logging.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a delivery waits at between two tries; closing the callback opens it. */
class Latch {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits. @return whether to go on: false once it is open or the thread was interrupted */
    boolean waitFor(Duration time) {
        try {
            return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets everybody through from now on. */
    void open() {
        closed.countDown();
    }
}
