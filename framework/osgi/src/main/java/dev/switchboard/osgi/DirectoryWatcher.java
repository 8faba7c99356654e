package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the directory when a file event comes, and now and then when none does, and hands on what is new. After a change it
 * leaves the directory alone for a while. File events are a hint only: some file systems send none.
 */
final class DirectoryWatcher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DirectoryWatcher.class);

    private final BundleDirectory directory;
    private final DirectoryScanner scanner;
    private final HostSettings settings;
    private final Consumer<Scan> changes;
    private final WatchService events;
    private final Thread thread;
    private Scan handedOn;
    private boolean underWay;
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
        this.settings = settings;
        this.handedOn = last;
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
                if (look()) {
                    Thread.sleep(settings.pause());
                } else if (underWay) {
                    // While something is being copied, events come in a flood that would only be in the way.
                    Thread.sleep(settings.settle());
                } else {
                    awaitEvent();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            log.debug("no longer watching {}", directory.path());
        }
    }

    // Tells whether a change was handed on that is over. A directory that cannot be read says nothing about what shall
    // run:
    // an unmounted disk must not remove all plugins.
    private boolean look() {
        try {
            Scan scan = scanner.scan(System.nanoTime());
            complaint = "";
            return handOn(scan);
        } catch (IOException | UncheckedIOException e) {
            complain(e.toString());
            return false;
        }
    }

    // A file that is being written is no news in most cases, for it is at rest at the next look; what an operator says
    // of
    // a trial is.
    private boolean handOn(Scan scan) {
        Set<String> pending = scan.pending();
        boolean waits = !underWay && !pending.isEmpty() && pending.stream().noneMatch(CanaryFile::isOne);
        underWay = !pending.isEmpty();
        if (waits || scan.equals(handedOn)) {
            return false;
        }
        handedOn = scan;
        changes.accept(scan);
        return !underWay;
    }

    private void complain(String problem) {
        if (!complaint.equals(problem)) {
            log.warn("cannot look at the bundle directory {}, what runs stays as it is: {}", directory.path(), problem);
            complaint = problem;
        }
    }

    private void awaitEvent() throws InterruptedException {
        WatchKey key = events.poll(settings.poll().toNanos(), TimeUnit.NANOSECONDS);
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
