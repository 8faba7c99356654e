package dev.switchboard.pipeline.instance;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work of a thread that runs a plugin's code and may be interrupted in it. A thread that has ended keeps the task it was started
 * with, and Felix's class loaders keep, in their table of locks, a thread that was interrupted while it loaded a class: so the task
 * lets go of its work, lest a request and the versions of the plugins that served it stay in memory for ever.
 */
public final class ReleasingTask implements Runnable {
    private final AtomicReference<@Nullable Runnable> work;

    /** A task that does that once. */
    public ReleasingTask(Runnable work) {
        this.work = new AtomicReference<>(work);
    }

    @Override
    public void run() {
        Runnable once = work.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
