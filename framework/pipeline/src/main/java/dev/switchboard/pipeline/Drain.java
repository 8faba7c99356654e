package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.pipeline.world.OnAbort;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads an upstream's reply on after its caller has gone, within bounds, so that the upstream still says what it used. The
 * exchange's own thread does the reading; here is decided whether it may.
 */
final class Drain {
    private final AtomicInteger running;
    private final CountDownLatch over = new CountDownLatch(1);
    private OnAbort policy;
    private boolean decided;
    private boolean reading;
    private long left;

    /** @param running counts the drains of the whole gateway */
    Drain(AtomicInteger running, OnAbort policy) {
        this.running = running;
        this.policy = policy;
    }

    /** Sets the policy of the model that is asked. */
    synchronized void policy(OnAbort ofModel) {
        policy = ofModel;
    }

    /** The caller has gone: decides, once, whether the attempt goes on. Any thread. */
    synchronized boolean begin(Attempt attempt) {
        if (!decided) {
            decided = true;
            reading = policy.drain() && take();
            left = policy.bytes();
            if (reading) {
                long patience = policy.time().toNanos();
                Thread.ofVirtual().name("drain").start(() -> stopAfter(patience, attempt));
            }
        }
        return reading;
    }

    private boolean take() {
        if (running.incrementAndGet() <= policy.most()) {
            return true;
        }
        running.decrementAndGet();
        return false;
    }

    private void stopAfter(long nanos, Attempt attempt) {
        try {
            if (!over.await(nanos, TimeUnit.NANOSECONDS)) {
                attempt.cancel();
            }
        } catch (InterruptedException e) {
            attempt.cancel();
        }
    }

    /** Counts what was read for nobody. @throws GatewayException of kind {@code CANCELLED} if it becomes too much */
    synchronized void read(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw GatewayException.of(
                    ErrorKind.CANCELLED, "the caller went away, and the rest of the reply is too long");
        }
    }

    /** The exchange is over. */
    synchronized void end() {
        decided = true;
        if (reading && over.getCount() > 0) {
            over.countDown();
            running.decrementAndGet();
        }
    }
}
