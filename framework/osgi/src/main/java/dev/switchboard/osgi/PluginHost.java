package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs plugins: starts the framework, deploys what the bundle directory holds, and follows every change of it until closed.
 * All methods may be called from any thread.
 *
 * <p>The few threads here are platform threads: when a plugin keeps every carrier of the virtual ones busy, rolling it back
 * must still work.
 */
public final class PluginHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);

    private final HostLock lock;
    private final BundleRuntime runtime;
    private final StartJournal journal;
    private final Thread atExit = new Thread(this::end, "switchboard-exit");
    private final ScheduledExecutorService thread;
    private final Retirement retirement;
    private final Deployer deployer;
    private final ReportBoard board;
    private final DirectoryWatcher watcher;
    private final AtomicReference<@Nullable Scan> nextScan = new AtomicReference<>();

    /** @param framework waited for when the directory has been read */
    PluginHost(
            HostSettings settings,
            PluginListener listener,
            InstantSource clock,
            HostLock lock,
            Supplier<BundleRuntime> framework)
            throws IOException {
        this.lock = lock;
        this.board = new ReportBoard(new ReportFile(settings.reportFile()), clock);
        BundleStore store = new BundleStore(settings.storeDirectory(), settings.keptVersions());
        BundleDirectory directory = new BundleDirectory(settings.bundles());
        DirectoryScanner scanner = new DirectoryScanner(
                directory, new JarInspector(store, settings.trust()), new Settling(settings.settle()));
        PluginHistory history = new PluginHistory(settings.historyFile());
        Scan first = scanner.scanAtOnce(System.nanoTime());
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("switchboard-deployer").factory());
        this.retirement = new Retirement(listener, thread);
        this.watcher = new DirectoryWatcher(directory, scanner, settings, first, this::apply);
        this.runtime = framework.get();
        this.journal = StartJournal.open(settings.journalDirectory(), store::hasServed);
        Runtime.getRuntime().addShutdownHook(atExit);
        this.deployer = new Deployer(
                new Deployer.Parts(
                        runtime,
                        store,
                        journal,
                        settings.trust(),
                        listener,
                        retirement,
                        remember(directory, history, clock),
                        history,
                        board::publish),
                settings.startTimeout(),
                clock);
        await(() -> deployer.apply(first));
        watcher.start();
        long poll = settings.poll().toNanos();
        thread.scheduleWithFixedDelay(() -> guarded(deployer::refresh), poll, poll, TimeUnit.NANOSECONDS);
    }

    /**
     * Starts, and returns when everything in the directory has been offered once, as one set. A bundle that does not work
     * keeps no other from starting; the report says why it does not.
     *
     * @throws IllegalStateException if another gateway uses the data directory, or the framework does not start
     * @throws UncheckedIOException if the directories cannot be used
     */
    public static PluginHost start(HostSettings settings, PluginListener listener) {
        return start(settings, listener, InstantSource.system());
    }

    static PluginHost start(HostSettings settings, PluginListener listener, InstantSource clock) {
        try (HostStart start = HostStart.begin(settings)) {
            return start.finish(listener, clock);
        }
    }

    /** How all bundles are now. */
    public PluginReport report() {
        return board.report();
    }

    /**
     * Waits until the report is as wished.
     *
     * @return whether it came to be so in time
     */
    public boolean await(Predicate<PluginReport> wish, Duration limit) throws InterruptedException {
        return board.await(wish, limit);
    }

    /** Tries again what was refused; call it when something outside the bundles has changed, such as the configuration. */
    public void reconsider() {
        submit(deployer::reconsider);
    }

    /** Notes how a serving plugin is, for the report. Of one that no longer serves nothing is noted. */
    public void health(InstalledPlugin plugin, Health health) {
        submit(() -> deployer.health(plugin, health));
    }

    /** Notes how the version on trial does, for the report. Of one that is not on trial any more nothing is noted. */
    public void canaryDetail(InstalledPlugin plugin, String detail) {
        submit(() -> deployer.canaryDetail(plugin, detail));
    }

    /**
     * Gives up the version on trial, for good: it is not tried again before its operator says so.
     *
     * @param reason a sentence without secrets
     */
    public void giveUp(InstalledPlugin plugin, String reason) {
        submit(() -> deployer.giveUp(plugin, reason));
    }

    private static BiConsumer<String, Canary> remember(
            BundleDirectory directory, PluginHistory history, InstantSource clock) {
        return (bundle, canary) -> {
            String reason = canary.givenUp().orElse("it was given up");
            history.record(new PluginEvent(clock.instant(), "gateway", "end trial", bundle, reason));
            Path file = directory.resolve(CanaryFile.name(bundle));
            try {
                // Otherwise its operator ended the trial meanwhile.
                if (Files.exists(file)) {
                    CanaryFile.write(file, canary);
                }
            } catch (IOException e) {
                log.warn("after a restart {} will be tried again: {}", bundle, PluginCall.describe(e));
            }
        };
    }

    // Looks that come while the deployer is busy are merged: only the latest counts.
    private void apply(Scan scan) {
        if (nextScan.getAndSet(scan) == null) {
            submit(() -> {
                Scan latest = nextScan.getAndSet(null);
                if (latest != null) {
                    deployer.apply(latest);
                }
            });
        }
    }

    private void submit(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            log.debug("closed: nothing is deployed any more");
        }
    }

    private void await(Runnable work) {
        try {
            thread.submit(() -> guarded(work)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A mistake of ours in one deployment must not end all later ones.
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            log.error("the deployer failed, what serves goes on serving", e);
        }
    }

    /**
     * Stops watching, retires every plugin through the listener, and stops the framework. Returns within about a minute of what the
     * listener is doing, such as making an instance, whatever plugins do. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        watcher.close();
        await(deployer::retireAll);
        retirement.finish(CLOSE_LIMIT);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
        dropHook();
        runtime.close();
        release();
    }

    /** The process may end before whoever started this has it. */
    private void end() {
        journal.close();
    }

    private void dropHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            log.debug("the process is ending: {}", e.getMessage());
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("the lock was not released: {}", e.toString());
        }
    }
}
