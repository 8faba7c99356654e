package dev.switchboard.http.edge;

import java.util.Locale;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The threads, timers and buffers that all {@link EdgeServer}s of a process share. Close it after them. Platform threads
 * serve acceptors and selectors only; whatever may block runs on virtual threads.
 */
public final class EdgeResources implements AutoCloseable {
    private static final int MAX_PLATFORM_THREADS = 64;

    private final QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, 1);
    private final Scheduler scheduler = new ScheduledExecutorScheduler("edge-scheduler", true);
    private final ByteBufferPool buffers = new ArrayByteBufferPool();
    private final Watchdog watchdog = new Watchdog();

    /** Starts the threads. */
    public EdgeResources() {
        threads.setName("edge");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("edge-virtual-", 0).factory()));
        LifeCycle.start(threads);
        LifeCycle.start(scheduler);
        LifeCycle.start(buffers);
        watchdog.start();
        // Jetty asks the JDK for all locales when it makes its table of media types. Here nobody waits for that.
        threads.execute(() -> MimeTypes.isKnownLocale(Locale.ROOT));
    }

    QueuedThreadPool threads() {
        return threads;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    ByteBufferPool buffers() {
        return buffers;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    @Override
    public void close() {
        watchdog.close();
        LifeCycle.stop(scheduler);
        LifeCycle.stop(threads);
        LifeCycle.stop(buffers);
    }
}
