package dev.switchboard.accounts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** What goes on beside calls for as long as the accounts live. */
final class Tasks implements AutoCloseable {
    private final Executor executor;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** @param executor gives each task a thread of its own */
    Tasks(Executor executor) {
        this.executor = executor;
    }

    /** Starts a task, which must end when it is interrupted. */
    void start(Runnable task) {
        executor.execute(() -> {
            threads.add(Thread.currentThread());
            if (!closed) {
                task.run();
            }
        });
    }

    /** Interrupts all. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
