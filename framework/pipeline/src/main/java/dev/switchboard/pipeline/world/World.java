package dev.switchboard.pipeline.world;

import java.util.concurrent.Executor;

/**
 * The one volatile field behind which worlds follow each other. A request takes a lease on the world that is current when it
 * arrives and keeps it until its last byte; the next world does not disturb it.
 */
public final class World implements AutoCloseable {
    private final Executor closer;
    private volatile Snapshot current;

    /**
     * Begins with a first world.
     *
     * @param closer runs the closing of instances that no world contains any more; must not run it on the calling thread
     */
    public World(Snapshot first, Executor closer) {
        this.closer = closer;
        this.current = first;
        first.enter();
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

    /** The current world without a lease: for looking, not for calling components. */
    public Snapshot peek() {
        return current;
    }

    /** Makes a world current. The one before lives on until its last lease is given back. */
    public synchronized void publish(Snapshot next) {
        next.enter();
        Snapshot previous = current;
        current = next;
        previous.leave(closer);
    }

    /** Leaves the last world; requests under way keep their leases. */
    @Override
    public synchronized void close() {
        current.leave(closer);
    }
}
