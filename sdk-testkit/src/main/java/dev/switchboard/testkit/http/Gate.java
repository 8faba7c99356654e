package dev.switchboard.testkit.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * A place in a reply's script where it stops until the test says go, so that no test needs to sleep. One gate may stand
 * in many replies at once. Safe for use by any thread.
 */
public final class Gate {
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private final Progress arrivals = new Progress();
    private int permits;
    private boolean open;

    private Gate() {}

    /** A gate that lets nobody pass yet. */
    public static Gate closed() {
        return new Gate();
    }

    /** Lets everybody pass, now and later. */
    public synchronized void open() {
        open = true;
        waiting.forEach(waiter -> waiter.complete(null));
        waiting.clear();
    }

    /** Lets one pass: the first in line or, if nobody waits, the next who comes. */
    public synchronized void releaseOne() {
        CompletableFuture<Void> first = waiting.poll();
        while (first != null && !first.complete(null)) {
            first = waiting.poll();
        }
        if (first == null) {
            permits++;
        }
    }

    /**
     * Blocks until replies have come to this gate {@code count} times since it was made, passed or not.
     *
     * @throws AssertionError when that does not happen within ten seconds
     */
    public void awaitArrivals(int count) {
        arrivals.await(count, Progress.PATIENCE, () -> "replies arrived at the gate");
    }

    /** As {@link #awaitArrivals(int)}, with a patience of the caller's choice. */
    public void awaitArrivals(int count, Duration patience) {
        arrivals.await(count, patience, () -> "replies arrived at the gate");
    }

    /** Completed once the arriving reply may pass; cancelled by the reply when its caller has gone. */
    synchronized CompletableFuture<Void> arrive() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        if (open || permits > 0) {
            permits = Math.max(0, permits - 1);
            waiter.complete(null);
        } else {
            waiting.add(waiter);
        }
        arrivals.increment();
        return waiter;
    }
}
