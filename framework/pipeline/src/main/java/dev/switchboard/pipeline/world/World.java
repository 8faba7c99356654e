package dev.switchboard.pipeline.world;

import dev.switchboard.spi.http.HttpRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one volatile field behind which worlds follow each other. A request takes a lease on the world that is current when it
 * arrives and keeps it until its last byte; the next world does not disturb it.
 */
public final class World implements AutoCloseable {
    private final Executor closer;
    private final Set<Snapshot> living = ConcurrentHashMap.newKeySet();
    private volatile Snapshot current;
    private volatile @Nullable Trial trial;

    /**
     * Begins with a first world.
     *
     * @param closer runs the closing of instances that no world contains any more; must not run it on the calling thread
     */
    public World(Snapshot first, Executor closer) {
        this.closer = closer;
        this.current = first;
        enter(first);
    }

    /** The current world with a lease on it; give it back with {@link Snapshot#release}. */
    public Snapshot acquire() {
        while (true) {
            Snapshot snapshot = current;
            if (snapshot.tryAcquire()) {
                return snapshot;
            }
            Thread.onSpinWait();
        }
    }

    /**
     * The world for a request, the current one or the one on trial, with a lease on it; give it back with
     * {@link Snapshot#release}.
     */
    public Snapshot acquire(HttpRequest request) {
        Snapshot stable = acquire();
        Trial running = trial;
        if (running != null
                && running.takes(request, stable)
                && running.snapshot().tryAcquire()) {
            stable.release();
            return running.snapshot();
        }
        return stable;
    }

    /** Lets a second world take some of the requests; one that was on trial before takes no more. */
    public synchronized void begin(Trial next) {
        enter(next.snapshot());
        Trial previous = trial;
        next.snapshot().watch(next);
        current.watch(next);
        trial = next;
        leave(previous);
    }

    /** The world on trial takes no more requests; those under way keep their leases. */
    public synchronized void endTrial() {
        Trial previous = trial;
        trial = null;
        current.watch(null);
        leave(previous);
    }

    private void enter(Snapshot snapshot) {
        living.add(snapshot);
        snapshot.enter();
    }

    private void leave(Snapshot snapshot) {
        snapshot.leave(closing -> {
            living.remove(snapshot);
            closer.execute(closing);
        });
    }

    /** How many requests are under way in such worlds, be they current, on trial, or left and not yet empty. */
    public long leased(Predicate<Snapshot> which) {
        long leased = 0;
        for (Snapshot snapshot : living) {
            if (which.test(snapshot)) {
                leased += snapshot.leased();
            }
        }
        return leased;
    }

    private void leave(@Nullable Trial over) {
        if (over != null) {
            leave(over.snapshot());
        }
    }

    /** The current world without a lease: for looking, not for calling components. */
    public Snapshot peek() {
        return current;
    }

    /** Makes a world current. The one before lives on until its last lease is given back. */
    public synchronized void publish(Snapshot next) {
        enter(next);
        next.watch(trial);
        Snapshot previous = current;
        current = next;
        leave(previous);
    }

    /** Leaves the last world; requests under way keep their leases. */
    @Override
    public synchronized void close() {
        endTrial();
        leave(current);
    }
}
