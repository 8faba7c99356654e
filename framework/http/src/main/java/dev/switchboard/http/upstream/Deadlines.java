package dev.switchboard.http.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes readers whose deadline has passed, by one thread that looks at all of them every tick. A timed park would start and
 * cancel a timer instead, and wake the timers' thread for both: more than a third of what a short exchange costs. Without
 * readers the thread rests.
 */
final class Deadlines implements Runnable, AutoCloseable {
    private static final long TICK_NANOS = 50_000_000;
    /** Ticks without a reader before the thread rests, so that it is not woken for each call of a quiet gateway. */
    private static final int PATIENCE = 20;

    /** Somebody who waits. */
    interface Waiting {
        /** Wakes up if it is later than wanted; must return quickly. */
        void check(long now);
    }

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("upstream-deadlines").unstarted(this);
    private volatile boolean resting;
    private volatile boolean closed;

    /** Starts the thread. */
    static Deadlines start() {
        Deadlines deadlines = new Deadlines();
        deadlines.thread.start();
        return deadlines;
    }

    void add(Waiting reader) {
        waiting.add(reader);
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    void remove(Waiting reader) {
        waiting.remove(reader);
    }

    @Override
    public void run() {
        int quiet = 0;
        while (!closed) {
            quiet = waiting.isEmpty() ? quiet + 1 : 0;
            if (quiet < PATIENCE) {
                LockSupport.parkNanos(this, TICK_NANOS);
            } else {
                rest();
            }
            long now = System.nanoTime();
            waiting.forEach(reader -> reader.check(now));
        }
    }

    private void rest() {
        resting = true;
        // Whoever came before this was visible and did not see that the thread rests.
        if (waiting.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        resting = false;
    }

    /** Ends the thread; who still waits is not woken any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
