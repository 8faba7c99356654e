package dev.switchboard.osgi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits, beside the deployer's work, until what left has ended its calls. */
final class Retirement {
    private static final Logger log = LoggerFactory.getLogger(Retirement.class);

    private final PluginListener listener;
    private final Executor deployer;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("switchboard-retirement-", 1).factory());

    /** @param deployer runs what follows a retirement */
    Retirement(PluginListener listener, Executor deployer) {
        this.listener = listener;
        this.deployer = deployer;
    }

    /** Retires all of them at the same time, then lets the deployer go on. */
    void begin(List<Generation> leaving, Runnable then) {
        List<? extends Future<?>> each = leaving.stream()
                .flatMap(generation -> generation.plugin().stream())
                .map(plugin -> threads.submit(() -> retire(plugin)))
                .toList();
        threads.execute(() -> {
            each.forEach(Retirement::join);
            deployer.execute(then);
        });
    }

    private void retire(InstalledPlugin plugin) {
        try {
            log.debug("{} drains", plugin);
            listener.retire(plugin);
        } catch (RuntimeException | Error e) {
            log.warn("{} did not retire cleanly: {}", plugin, PluginCall.describe(e));
        } finally {
            plugin.release();
        }
    }

    /** Begins no more, and waits at most this long until every retirement that has begun is over. */
    void finish(Duration limit) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("some plugins did not end their calls within {} s", limit.toSeconds());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Future<?> retired) {
        try {
            retired.get();
        } catch (ExecutionException e) {
            log.warn("a plugin did not retire cleanly: {}", PluginCall.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
