package dev.switchboard.accounts.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one gateway. Entries go into a log on the local disk at once, and from there into a store in the background; a
 * store that is away for a while costs disk space and nothing else. Safe for use by any thread.
 *
 * <p>Every ledger has a log, and so a directory, of its own. Logs that others left under the same root, because their process
 * was killed or their store was away when they stopped, are carried over first and then deleted; logs in use by others are left
 * alone, so that an old and a new instance may run side by side while one replaces the other.
 *
 * <p>When the disk refuses, or the log has grown to its bound, {@link #accepting} says so: who must not lose an entry lets no
 * further call in. Entries of calls under way wait in bounded memory; what does not fit is lost, counted and told of.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration PAUSE_WHEN_STUCK = Duration.ofMillis(250);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    private final LedgerOptions options;
    private final LedgerSink sink;
    private final Alarms alarms;
    private final Claim own;
    private final LedgerLog log;
    private final List<Claim> left;
    private final LedgerDrain drain;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(2);
    private volatile boolean idle;
    private volatile @Nullable Thread keeper;

    /** A directory that nobody else may touch while the lock is held. */
    private record Claim(Path directory, FileChannel file, FileLock lock) {
        private static final String SUFFIX = ".lock";

        static @Nullable Claim tryTake(Path directory) throws IOException {
            Path path = directory.resolveSibling(directory.getFileName() + SUFFIX);
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = file.tryLock();
                if (lock != null) {
                    return new Claim(directory, file, lock);
                }
            } catch (OverlappingFileLockException inThisProcess) {
                // held, as by another process
            }
            file.close();
            return null;
        }

        void giveBack() throws IOException {
            file.close();
        }

        void delete() throws IOException {
            Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + SUFFIX));
            file.close();
        }
    }

    private Ledger(LedgerOptions options, LedgerSink sink, Alarms alarms, Claim own, List<Claim> left)
            throws IOException {
        this.options = options;
        this.sink = sink;
        this.alarms = alarms;
        this.own = own;
        this.left = left;
        this.log = LedgerLog.open(own.directory(), options, alarms);
        this.drain = new LedgerDrain(log, sink, alarms, stop);
    }

    /**
     * Opens a ledger and starts its work.
     *
     * @param root     a directory for logs; made if it does not exist
     * @param sink     the store; need not be reachable
     * @param executor runs a task until the ledger is closed, on a thread of its own
     * @throws UncheckedIOException if the directory cannot be used
     */
    public static Ledger open(Path root, LedgerOptions options, LedgerSink sink, Executor executor, LedgerAlarm alarm) {
        try {
            Files.createDirectories(root);
            List<Claim> left = new ArrayList<>();
            try (Stream<Path> known = Files.list(root)) {
                for (Path directory : known.filter(Files::isDirectory).sorted().toList()) {
                    Claim claim = Claim.tryTake(directory);
                    if (claim != null) {
                        left.add(claim);
                    }
                }
            }
            Claim own = Claim.tryTake(root.resolve(UUID.randomUUID().toString()));
            if (own == null) {
                throw new IOException(root + ": a new directory is locked already");
            }
            Ledger ledger = new Ledger(options, sink, new Alarms(alarm), own, left);
            // A virtual thread in a call of the disk takes a place from those that answer calls, or has another made
            // for it.
            Thread.ofPlatform().daemon().name("accounts-ledger").start(ledger::keep);
            executor.execute(ledger::drain);
            return ledger;
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot use " + root + ": " + e.getMessage(), e);
        }
    }

    /**
     * Notes that an attempt begins, so that a process which is killed before it ends leaves an entry all the same. Does not
     * wait for the disk.
     *
     * @param presumed what to believe of the attempt if nothing more is heard of it, its usage estimated
     * @return whether it was taken
     */
    public boolean begin(LedgerEntry presumed) {
        boolean taken = log.begin(presumed);
        wake();
        return taken;
    }

    /**
     * Writes an entry, which replaces what was presumed when its attempt began. Does not wait for the disk.
     *
     * @return whether it was taken; otherwise it is lost, and counted
     */
    public boolean append(LedgerEntry entry) {
        boolean taken = log.append(entry);
        wake();
        return taken;
    }

    /** Waits until everything appended so far is on the disk. @return whether it is, within the patience */
    public boolean sync(Duration patience) throws InterruptedException {
        wake();
        return log.awaitDurable(log.end() - 1, patience);
    }

    /** Has what was appended so far carried to the store as soon as it is on the disk. Does not wait. */
    public void expect() {
        drain.expect(log.end());
    }

    /** Waits until the store has everything appended so far. @return whether it has, within the patience */
    public boolean awaitStored(Duration patience) throws InterruptedException {
        long target = log.end();
        long giveUp = System.nanoTime() + patience.toNanos();
        while (drain.stored() < target || !leftIsEmpty()) {
            if (System.nanoTime() - giveUp > 0) {
                return false;
            }
            drain.expect(target);
            Thread.sleep(Duration.ofMillis(2));
        }
        return true;
    }

    private boolean leftIsEmpty() {
        synchronized (left) {
            return left.isEmpty();
        }
    }

    /** Whether new calls may be let in without their entries being in danger. */
    public boolean accepting() {
        return log.accepting();
    }

    /** The id of its log, by which the store knows it; unique for all time. */
    public String id() {
        return log.id();
    }

    /** How it is doing. */
    public LedgerStatus status() {
        return new LedgerStatus(log.accepting(), log.bytes(), Math.max(0, log.end() - drain.stored()), log.lost());
    }

    private void wake() {
        if (idle) {
            LockSupport.unpark(keeper);
        }
    }

    /** Forces what was written to the disk, in groups. */
    private void keep() {
        keeper = Thread.currentThread();
        try {
            while (!closing() && !Thread.currentThread().isInterrupted()) {
                idle = true;
                if (!log.isDirty() && !closing()) {
                    LockSupport.park();
                }
                idle = false;
                LockSupport.parkNanos((log.accepting() ? options.syncEvery() : PAUSE_WHEN_STUCK).toNanos());
                log.force();
            }
        } finally {
            ended.countDown();
        }
    }

    private void drain() {
        try {
            while (!closing() && !leftIsEmpty()) {
                carryOver(left.getFirst());
            }
            while (!closing()) {
                drain.step(PATIENCE);
            }
        } catch (InterruptedException e) {
            // closed: the next one goes on where this one stopped
        } finally {
            ended.countDown();
        }
    }

    /** Carries what another ledger left into the store, and deletes it. */
    private void carryOver(Claim claim) throws InterruptedException {
        try {
            LedgerLog old = LedgerLog.open(claim.directory(), options, alarms);
            LedgerDrain rest = new LedgerDrain(old, sink, alarms, stop);
            while (!closing() && (old.isDirty() || !rest.isCaughtUp())) {
                old.force();
                rest.expect(old.end());
                rest.step(Duration.ZERO);
            }
            old.close();
            if (!closing()) {
                sink.flush();
                sink.ended(old.id());
                old.delete();
                claim.delete();
                drop(claim);
            }
        } catch (IOException | RuntimeException e) {
            alarms.raised(
                    LedgerAlarm.Kind.ENTRIES_LOST,
                    claim.directory() + " cannot be carried over, and is left where it is: " + e.getMessage());
            drop(claim);
        }
    }

    private boolean closing() {
        return stop.getCount() == 0;
    }

    private void drop(Claim claim) {
        synchronized (left) {
            left.remove(claim);
        }
    }

    /**
     * Forces what is left to the disk and stops. What the store has not taken by then, the next ledger under the same root carries
     * over. May take as long as the store takes for one batch.
     */
    @Override
    public void close() {
        stop.countDown();
        log.wake();
        LockSupport.unpark(keeper);
        try {
            boolean _ = ended.await(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            log.close();
            own.giveBack();
            synchronized (left) {
                for (Claim claim : left) {
                    claim.giveBack();
                }
            }
        } catch (IOException e) {
            alarms.raised(LedgerAlarm.Kind.LOG_STUCK, own.directory() + " could not be closed: " + e.getMessage());
        }
    }
}
