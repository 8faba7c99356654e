package dev.switchboard.http.edge;

import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets a thread wait for a Jetty callback or demand. Made for one operation. On a blocking connection nobody ever waits. */
final class Completion implements Callback, Runnable {
    private final Thread owner = Thread.currentThread();
    private @Nullable Throwable failure;
    private volatile boolean done;

    @Override
    public void run() {
        succeeded();
    }

    @Override
    public void succeeded() {
        done = true;
        if (Thread.currentThread() != owner) {
            LockSupport.unpark(owner);
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
        succeeded();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Waits for the end of the operation; null if it succeeded. */
    @Nullable
    Throwable await() {
        while (!done && !awaitUntil(System.nanoTime() + Long.MAX_VALUE / 2)) {
            Thread.onSpinWait();
        }
        return failure;
    }

    /** Waits for the end of the operation, or until a time by {@link System#nanoTime()}; returns whether it has ended. */
    boolean awaitUntil(long deadline) {
        boolean interrupted = false;
        for (long left = deadline - System.nanoTime(); !done && left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            owner.interrupt();
        }
        return done;
    }
}
