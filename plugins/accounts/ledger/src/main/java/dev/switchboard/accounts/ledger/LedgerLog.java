package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerAlarm.Kind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A log in one directory. What was appended survives a crash of the process as soon as {@link #append} returned; a crash of the
 * machine, as soon as it was forced to the disk, which {@link #force} does.
 *
 * <p>Appending never waits for the disk to become writable, and only a moment for one that hangs: threads queue their frames, and
 * whichever gets the file writes for all. While the disk refuses, frames wait in a bounded queue; when that is full they are lost, counted and told of.
 */
final class LedgerLog implements AutoCloseable {
    private static final int GROUP = 256 * 1024;
    /** Writing takes microseconds; a disk that takes longer than this hangs. */
    private static final int PATIENCE_MILLIS = 50;

    private final String id;
    private final Path directory;
    private final LedgerOptions options;
    private final LedgerAlarm alarm;
    private final LogWriter writer;

    private final ConcurrentLinkedQueue<Queued> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Tail tail;
    private final ReentrantLock file = new ReentrantLock();
    private final ReentrantLock state = new ReentrantLock();
    private final Condition forced = state.newCondition();
    /** Where attempts began that have not ended. */
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    private volatile long written;
    private volatile long durable;
    private volatile long released;
    private volatile boolean stuck;
    private volatile boolean full;

    /** @param entry what the frame says, if that is to be stored and is known */
    private record Queued(String id, Frame frame, Optional<LedgerEntry> entry) {}

    private LedgerLog(
            Path directory, LogWriter.Disk disk, LedgerOptions options, LedgerAlarm alarm, Recovery recovery) {
        this.directory = directory;
        this.id = String.valueOf(directory.getFileName());
        this.options = options;
        this.alarm = alarm;
        this.writer = new LogWriter(directory, disk, options.segmentBytes(), recovery.end());
        this.tail = new Tail(options.maxQueueBytes() / 2, recovery.end());
        this.written = recovery.end();
        this.durable = recovery.end();
        this.released = recovery.segments().isEmpty()
                ? recovery.end()
                : recovery.segments().getFirst().start();
    }

    /**
     * Opens the log of a directory, which may be new. A torn end is cut off, and attempts that began and never ended are written
     * down as what their beginning said.
     */
    static LedgerLog open(Path directory, LedgerOptions options, LedgerAlarm alarm) throws IOException {
        return open(directory, file -> new FileOutputStream(file.toFile(), true), options, alarm);
    }

    static LedgerLog open(Path directory, LogWriter.Disk disk, LedgerOptions options, LedgerAlarm alarm)
            throws IOException {
        Files.createDirectories(directory);
        Recovery recovery = Recovery.of(directory);
        LedgerLog log = new LedgerLog(directory, disk, options, alarm, recovery);
        if (recovery.cut() > 0) {
            alarm.raised(
                    Kind.LOG_REPAIRED,
                    directory + ": cut off " + recovery.cut() + " bytes of an entry that was" + " never finished");
        }
        if (recovery.skipped() > 0) {
            alarm.raised(Kind.ENTRIES_LOST, directory + ": " + recovery.skipped() + " bytes cannot be read");
        }
        recovery.begun()
                .forEach((id, presumed) ->
                        log.submit(new Queued(id, new Frame(Frame.ENDED, presumed), Optional.empty())));
        log.force();
        return log;
    }

    /** The log's own id. */
    String id() {
        return id;
    }

    /** Notes that an attempt begins. @param presumed what to believe of it if nothing more is heard */
    boolean begin(LedgerEntry presumed) {
        return submit(new Queued(presumed.id(), new Frame(Frame.BEGUN, EntryCodec.write(presumed)), Optional.empty()));
    }

    /** Writes an entry. @return whether it was taken; otherwise it is lost, and counted */
    boolean append(LedgerEntry entry) {
        return submit(new Queued(entry.id(), new Frame(Frame.ENDED, EntryCodec.write(entry)), Optional.of(entry)));
    }

    private boolean submit(Queued wanted) {
        int size = wanted.frame().size();
        if (queuedBytes.addAndGet(size) > options.maxQueueBytes()) {
            queuedBytes.addAndGet(-size);
            running.remove(wanted.id());
            lost.incrementAndGet();
            alarm.raised(
                    Kind.ENTRIES_LOST,
                    directory + ": the disk takes no entries and memory for " + options.maxQueueBytes()
                            + " bytes is full; an entry was lost");
            return false;
        }
        queue.add(wanted);
        pump(false);
        return true;
    }

    /** Writes what is queued, unless another thread is at it. @param retry whether to try although the disk refused */
    private void pump(boolean retry) {
        boolean may = retry || !stuck && !full;
        while (may && !queue.isEmpty() && takeFile()) {
            try {
                writeQueue();
                may = !full;
            } catch (IOException e) {
                if (!stuck) {
                    stuck = true;
                    alarm.raised(Kind.LOG_STUCK, directory + " cannot be written: " + e.getMessage());
                }
                return;
            } finally {
                file.unlock();
            }
        }
    }

    /** Waits for whoever is writing, who may write our frame as well; but not for a disk that hangs. */
    private boolean takeFile() {
        try {
            return file.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return file.tryLock();
        }
    }

    private void writeQueue() throws IOException {
        while (!queue.isEmpty() && !isFull()) {
            List<Queued> group = group();
            int size = 0;
            for (Queued each : group) {
                size += each.frame().size();
            }
            ByteBuffer frames = ByteBuffer.allocate(size);
            group.forEach(each -> each.frame().writeTo(frames));
            long start = writer.end();
            writer.append(frames.flip());
            long behind = start;
            for (Queued each : group) {
                behind += each.frame().size();
                settle(each, start, behind);
            }
            written = behind; // from now on the tail must have them
            queuedBytes.addAndGet(-size);
            if (stuck) {
                stuck = false;
                alarm.cleared(Kind.LOG_STUCK);
            }
        }
    }

    private void settle(Queued done, long start, long behind) {
        queue.poll();
        if (done.frame().kind() == Frame.BEGUN) {
            running.put(done.id(), start);
            return;
        }
        running.remove(done.id());
        if (done.entry().isPresent()) {
            tail.add(done.entry().get(), behind);
        } else {
            tail.skipTo(behind);
        }
    }

    /** The frames at the head of the queue; they stay there until they are written. */
    private List<Queued> group() {
        List<Queued> group = new ArrayList<>();
        int size = 0;
        for (Queued each : queue) {
            size += each.frame().size();
            if (size > GROUP && !group.isEmpty()) {
                break;
            }
            group.add(each);
        }
        return group;
    }

    private boolean isFull() {
        boolean now = written - released >= options.maxLogBytes();
        if (now != full) {
            full = now;
            if (now) {
                alarm.raised(
                        Kind.LOG_FULL,
                        directory + " has grown to " + options.maxLogBytes()
                                + " bytes, because the store does not take its entries");
            } else {
                alarm.cleared(Kind.LOG_FULL);
            }
        }
        return now;
    }

    /** Forces what was written to the disk, and writes what a disk that refused had left waiting. */
    void force() {
        if (full) {
            isFull();
        }
        pump(true);
        long target = written;
        if (target <= durable) {
            return;
        }
        try {
            writer.force();
        } catch (IOException e) {
            if (!stuck) {
                stuck = true;
                alarm.raised(Kind.LOG_STUCK, directory + " cannot be forced to the disk: " + e.getMessage());
            }
            return;
        }
        state.lock();
        try {
            durable = target;
            forced.signalAll();
        } finally {
            state.unlock();
        }
    }

    /** Whether new calls may be let in: nothing stands in the way of writing their entries. */
    boolean accepting() {
        return !stuck && !full && queuedBytes.get() < options.maxQueueBytes() / 2;
    }

    /** Whether something was written that is not forced yet, or waits to be written. */
    boolean isDirty() {
        return written > durable || !queue.isEmpty();
    }

    /** Waits until more than an offset is durable. @return whether it is */
    boolean awaitDurable(long offset, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        state.lockInterruptibly();
        try {
            while (durable <= offset && left > 0) {
                left = forced.awaitNanos(left);
            }
            return durable > offset;
        } finally {
            state.unlock();
        }
    }

    /** Reads ended entries that are durable. @return them and the offset behind; no entries if there are none yet */
    Batch read(long from, int most) throws IOException {
        long limit = durable;
        Optional<Batch> known = tail.read(from, limit, most);
        return known.isPresent() ? known.get() : readDisk(from, limit, most);
    }

    private Batch readDisk(long from, long limit, int most) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        long[] behind = {from};
        for (Segment segment : Segment.list(directory)) {
            long end = Math.min(limit, segment.start() + segment.size());
            if (entries.size() < most && end > behind[0]) {
                behind[0] = Math.max(behind[0], segment.start());
                segment.read(behind[0], end, (frame, offset) -> {
                    behind[0] = offset;
                    if (frame.kind() == Frame.ENDED) {
                        decode(frame, entries);
                    }
                    return entries.size() < most;
                });
                if (entries.size() < most) {
                    behind[0] = end; // what could not be read there was told on opening
                }
            }
        }
        return new Batch(entries, behind[0]);
    }

    /** Entries, and the offset behind them. */
    record Batch(List<LedgerEntry> entries, long behind) {}

    private void decode(Frame frame, Collection<LedgerEntry> entries) {
        try {
            entries.add(EntryCodec.read(frame.payload()));
        } catch (RuntimeException e) {
            lost.incrementAndGet();
            alarm.raised(Kind.ENTRIES_LOST, directory + ": an entry cannot be understood: " + e.getMessage());
        }
    }

    /** Makes the next entry begin at least there: a store may know of more than a crash of the machine left. */
    void skipTo(long offset) throws IOException {
        file.lock();
        try {
            writer.skipTo(offset);
            written = writer.end();
            durable = Math.max(durable, written);
        } finally {
            file.unlock();
        }
    }

    /** Deletes the segments that lie wholly before an offset and in which no running attempt began. */
    void release(long offset) throws IOException {
        long kept = running.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        List<Segment> segments = Segment.list(directory);
        for (int i = 0; i + 1 < segments.size(); i++) {
            long next = segments.get(i + 1).start();
            if (next > offset || kept < next) {
                return;
            }
            segments.get(i).delete();
            released = next;
        }
    }

    /** Whether segments lie wholly before an offset. */
    boolean canRelease(long offset) throws IOException {
        List<Segment> segments = Segment.list(directory);
        return segments.size() > 1 && segments.get(1).start() <= offset;
    }

    long end() {
        return written;
    }

    long durable() {
        return durable;
    }

    long lost() {
        return lost.get();
    }

    /** Bytes on disk that the store has not taken. */
    long bytes() {
        return written - released;
    }

    /** Writes and forces what is left. */
    @Override
    public void close() throws IOException {
        force();
        file.lock();
        try {
            writer.close();
        } finally {
            file.unlock();
        }
    }

    /** Deletes the directory; after {@link #close}. */
    void delete() throws IOException {
        for (Segment segment : Segment.list(directory)) {
            segment.delete();
        }
        Files.deleteIfExists(directory);
    }
}
