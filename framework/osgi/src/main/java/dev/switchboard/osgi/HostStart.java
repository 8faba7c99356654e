package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A {@link PluginHost} on its way: the framework, which needs no listener, starts while others make one. Closing it gives up
 * what has not been finished.
 */
public final class HostStart implements AutoCloseable {
    private final HostSettings settings;
    private final HostLock lock;
    private final CompletableFuture<BundleRuntime> framework;
    private boolean finished;

    private HostStart(HostSettings settings, HostLock lock) {
        this.settings = settings;
        this.lock = lock;
        this.framework = CompletableFuture.supplyAsync(
                () -> FelixRuntime.start(settings.cacheDirectory()),
                work -> Thread.ofPlatform().name("switchboard-framework").start(work));
    }

    /**
     * Takes the data directory and begins to start the framework; runs no bundle.
     *
     * @throws IllegalStateException if another gateway uses the data directory
     * @throws UncheckedIOException if the directories cannot be used
     */
    public static HostStart begin(HostSettings settings) {
        try {
            Files.createDirectories(settings.bundles());
            Files.createDirectories(settings.data());
            HostLock lock = HostLock.tryTake(settings.lockFile())
                    .orElseThrow(() -> new IllegalStateException("another gateway uses the data directory "
                            + settings.data() + "; stop it, or give this one a directory of its own"));
            return new HostStart(settings, lock);
        } catch (IOException e) {
            throw unusable(settings, e);
        }
    }

    /**
     * Starts the bundles, as {@link PluginHost#start} says. At most once.
     *
     * @throws IllegalStateException if the framework does not start
     * @throws UncheckedIOException if the directories cannot be used
     */
    public PluginHost finish(PluginListener listener) {
        return finish(listener, InstantSource.system());
    }

    PluginHost finish(PluginListener listener, InstantSource clock) {
        try {
            PluginHost host = new PluginHost(settings, listener, clock, lock, this::framework);
            finished = true;
            return host;
        } catch (IOException e) {
            throw unusable(settings, e);
        }
    }

    private BundleRuntime framework() {
        try {
            return framework.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static UncheckedIOException unusable(HostSettings settings, IOException e) {
        return new UncheckedIOException(
                "cannot use the directories " + settings.bundles() + " and " + settings.data(), e);
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        framework.thenAccept(BundleRuntime::close).exceptionally(_ -> null).join();
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(settings, e);
        }
    }
}
