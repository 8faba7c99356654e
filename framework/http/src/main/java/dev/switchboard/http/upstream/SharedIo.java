package dev.switchboard.http.upstream;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * What servers and clients of one process have in common. Whoever made it starts and stops the parts that have a life.
 *
 * @param executor  runs the selectors, on platform threads
 * @param scheduler watches idle connections
 * @param buffers   pooled network buffers
 */
public record SharedIo(Executor executor, Scheduler scheduler, ByteBufferPool buffers) {
    private static final int SELECTOR_THREADS = 16;

    /** Parts for a client alone; the client starts and stops them. */
    public static SharedIo forClient() {
        QueuedThreadPool threads = new QueuedThreadPool(SELECTOR_THREADS, 2);
        threads.setName("upstream");
        threads.setDaemon(true);
        return new SharedIo(
                threads, new ScheduledExecutorScheduler("upstream-scheduler", true), new ArrayByteBufferPool());
    }
}
