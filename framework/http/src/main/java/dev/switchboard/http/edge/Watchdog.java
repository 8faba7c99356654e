package dev.switchboard.http.edge;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces the deadlines of all connections with one thread that looks at each of them every tick. A request then sets
 * and clears a deadline with one write to a field, where a timer per request would cost an insertion, a removal and a
 * wake-up. Without connections the thread rests.
 */
final class Watchdog implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long TICK_NANOS = 50_000_000L;

    private final Set<Guarded> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("edge-watchdog").unstarted(this);
    private volatile boolean closed;

    void start() {
        thread.start();
    }

    void add(Guarded connection) {
        boolean resting = watched.isEmpty();
        watched.add(connection);
        if (resting) {
            LockSupport.unpark(thread);
        }
    }

    void remove(Guarded connection) {
        watched.remove(connection);
    }

    @Override
    public void run() {
        while (!closed) {
            if (watched.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK_NANOS);
            }
            long now = System.nanoTime();
            for (Guarded connection : watched) {
                check(connection, now);
            }
        }
    }

    private static void check(Guarded connection, long now) {
        try {
            connection.check(now);
        } catch (RuntimeException e) {
            LOG.warn("A connection's deadlines could not be checked", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
