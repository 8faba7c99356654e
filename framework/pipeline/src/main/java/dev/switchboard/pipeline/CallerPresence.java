package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Attempt;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the caller is still there, and what becomes of its attempts when it leaves: they are cancelled, but for one that may be
 * read on. It may leave at any time, on any thread.
 */
final class CallerPresence {
    private final Drain drain;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Queue<Attempt> running = new ConcurrentLinkedQueue<>();
    private volatile boolean left;
    private volatile @Nullable Attempt current;

    CallerPresence(Drain drain) {
        this.drain = drain;
    }

    /** Whether it went away. */
    boolean left() {
        return left;
    }

    /** It goes away. Any thread. */
    void leave() {
        left = true;
        gone.countDown();
        Attempt last = current;
        boolean reading = last != null && drain.begin(last);
        running.stream().filter(attempt -> !reading || attempt != last).forEach(Attempt::cancel);
    }

    /** A write has shown that it went away. @return whether to read on all the same */
    boolean readOn() {
        left = true;
        Attempt last = current;
        return last != null && drain.begin(last);
    }

    /** An attempt is about to be made for it. @throws GatewayException of kind {@code CANCELLED} if it went away */
    void begins(Attempt attempt) {
        running.add(attempt);
        current = attempt;
        if (left) {
            throw wentAway();
        }
    }

    /** This attempt's reply is the one for it. */
    void answered(Attempt attempt) {
        current = attempt;
    }

    /** Waits. @throws GatewayException of kind {@code CANCELLED} if it goes away meanwhile */
    void pause(Duration wait) {
        try {
            if (gone.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw wentAway();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the call was cancelled");
        }
    }

    private static GatewayException wentAway() {
        return GatewayException.of(ErrorKind.CANCELLED, "the caller went away");
    }
}
