package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the directory when a file event comes, and now and then when none does, and hands on each look that differs from
 * the one before. File events are a hint only: some file systems send none.
 */
final class DirectoryWatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DirectoryWatcher.class);

    private final BundleDirectory directory;
    private final DirectoryScanner scanner;
    private final Duration settle;
    private final Duration poll;
    private final Consumer<Scan> changes;
    private final WatchService events;
    private final Thread thread;
    private Scan last;
    private String complaint = "";
    private volatile boolean closed;

    DirectoryWatcher(
            BundleDirectory directory,
            DirectoryScanner scanner,
            HostSettings settings,
            Scan last,
            Consumer<Scan> changes) {
        this.directory = directory;
        this.scanner = scanner;
        this.settle = settings.settle();
        this.poll = settings.poll();
        this.last = last;
        this.changes = changes;
        this.events = register(directory);
        this.thread =
                Thread.ofPlatform().daemon().name("switchboard-bundle-watcher").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private static WatchService register(BundleDirectory directory) {
        try {
            WatchService events = directory.path().getFileSystem().newWatchService();
            directory
                    .path()
                    .register(
                            events,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch the bundle directory " + directory.path(), e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                look();
                rest();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            log.debug("no longer watching {}", directory.path());
        }
    }

    // A directory that cannot be read says nothing about what shall run: an unmounted disk must not remove all plugins.
    private void look() {
        try {
            Scan scan = scanner.scan(System.nanoTime());
            complaint = "";
            if (!scan.equals(last)) {
                last = scan;
                changes.accept(scan);
            }
        } catch (IOException | UncheckedIOException e) {
            complain(e.toString());
        }
    }

    private void complain(String problem) {
        if (!complaint.equals(problem)) {
            log.warn("cannot look at the bundle directory {}, what runs stays as it is: {}", directory.path(), problem);
            complaint = problem;
        }
    }

    // While something is being copied, events come in a flood that would only be in the way.
    private void rest() throws InterruptedException {
        if (!last.pending().isEmpty()) {
            LockSupport.parkNanos(settle.toNanos());
            return;
        }
        WatchKey key = events.poll(poll.toNanos(), TimeUnit.NANOSECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            events.close();
            thread.join(Duration.ofSeconds(5));
        } catch (IOException e) {
            log.debug("closing the watcher of {}: {}", directory.path(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
