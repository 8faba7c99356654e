package dev.switchboard.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a {@link ConfigWatcher} on a virtual thread of its own: at once after an event of the file system, and every two
 * seconds because events get lost (network file systems, replaced symbolic links). Ends at {@link #close}.
 */
public final class ConfigWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(150);

    private final ConfigWatcher watcher;
    private final WatchService events;
    private final Set<Path> watched = new HashSet<>();
    private final Thread thread;

    private ConfigWatch(ConfigWatcher watcher) throws IOException {
        this.watcher = watcher;
        this.events = FileSystems.getDefault().newWatchService();
        this.thread = Thread.ofVirtual().name("config-watch").unstarted(this::run);
    }

    /**
     * Starts to watch.
     *
     * @throws IOException if the system has no means left to watch files
     */
    public static ConfigWatch start(ConfigWatcher watcher) throws IOException {
        ConfigWatch watch = new ConfigWatch(watcher);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                boolean unsettled = watcher.look();
                watchFolders();
                await(unsettled ? SETTLE : POLL);
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // closed
        }
    }

    private void await(Duration time) throws InterruptedException {
        WatchKey key = events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                watched.remove(key.watchable());
            }
        }
    }

    private void watchFolders() {
        for (Path file : watcher.files()) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !watched.contains(folder)) {
                register(folder);
            }
        }
    }

    private void register(Path folder) {
        try {
            folder.register(
                    events,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            watched.add(folder);
        } catch (IOException e) {
            // the folder is gone or cannot be watched: the next look sees the file all the same
        }
    }

    /** Ends the watch and waits until a running call of the listener has returned, or the caller is interrupted. */
    @Override
    public void close() throws IOException {
        events.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
