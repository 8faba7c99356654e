package dev.switchboard.osgi;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, beside the deployer's work, until what left has ended its calls. */
final class Retirement {
    private static final Logger log = LoggerFactory.getLogger(Retirement.class);

    private final PluginListener listener;
    private final Executor deployer;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** @param deployer runs what follows a retirement */
    Retirement(PluginListener listener, Executor deployer) {
        this.listener = listener;
        this.deployer = deployer;
    }

    /** Retires all of them at the same time, then lets the deployer go on. */
    void begin(List<Generation> leaving, Runnable then) {
        fork("switchboard-retirement", () -> {
            List<Thread> each = leaving.stream()
                    .flatMap(generation -> generation.plugin().stream())
                    .map(plugin -> fork("switchboard-retire-" + plugin.id(), () -> retire(plugin)))
                    .toList();
            for (Thread thread : each) {
                join(thread);
            }
            deployer.execute(then);
        });
    }

    private void retire(InstalledPlugin plugin) {
        try {
            log.info("{} drains", plugin);
            listener.retire(plugin);
        } catch (RuntimeException | LinkageError e) {
            log.warn("{} did not retire cleanly: {}", plugin, PluginCall.describe(e));
        } finally {
            plugin.release();
        }
    }

    /** Waits until every retirement that has begun is over, at most this long. */
    void await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Thread fork(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
