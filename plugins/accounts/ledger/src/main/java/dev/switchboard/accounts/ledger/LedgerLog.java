package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerAlarm.Kind;
import dev.switchboard.spi.json.JsonWriter;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log in one directory. What was appended survives a crash of the process as soon as {@link #append} returned; a crash of the
 * machine, as soon as it was forced to the disk, which {@link #force} does.
 *
 * <p>Appending never waits for the disk: frames go to a {@link Stage}, and {@link #force} carries them into segments. While the disk
 * refuses or hangs they wait there; when it is full they are lost, counted and told of.
 */
final class LedgerLog implements AutoCloseable {
    private static final int GROUP = 256 * 1024;
    /** Most entries are no longer. */
    private static final int ENTRY_BYTES = 1_536;

    private final String id;
    private final Path directory;
    private final LedgerOptions options;
    private final LedgerAlarm alarm;
    private final LogWriter writer;

    private final AtomicLong lost = new AtomicLong();
    private final Tail tail;
    /** Guards the stage, the tail's order, the end and the encoder. Held for moments. */
    private final ReentrantLock appending = new ReentrantLock();
    /** One for all entries: memory that was just written to is the fastest. */
    private final JsonWriter encoder = new JsonWriter(ENTRY_BYTES);
    /** Guards the writer. Held for as long as the disk takes. */
    private final ReentrantLock file = new ReentrantLock();

    private final ReentrantLock state = new ReentrantLock();
    private final Condition forced = state.newCondition();
    /** Where attempts began that have not ended. */
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    private final Stage stage;
    /** What of the stage is on its way into segments; guarded by {@link #file}. */
    private @Nullable ByteBuffer leaving;

    private volatile boolean closed;
    private volatile long appended;
    private volatile long written;
    private volatile long durable;
    private volatile long released;
    private volatile boolean stuck;
    private volatile boolean full;

    private LedgerLog(
            Path directory, LogWriter writer, Stage stage, LedgerOptions options, LedgerAlarm alarm, long start) {
        this.directory = directory;
        this.id = String.valueOf(directory.getFileName());
        this.options = options;
        this.alarm = alarm;
        this.writer = writer;
        this.stage = stage;
        this.tail = new Tail(options.maxQueueBytes() / 2, writer.end());
        this.appended = writer.end();
        this.written = writer.end();
        this.released = start;
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
        if (recovery.cut() > 0) {
            alarm.raised(
                    Kind.LOG_REPAIRED,
                    directory + ": cut off " + recovery.cut() + " bytes of an entry that was" + " never finished");
        }
        if (recovery.skipped() > 0) {
            alarm.raised(Kind.ENTRIES_LOST, directory + ": " + recovery.skipped() + " bytes cannot be read");
        }
        LogWriter writer = new LogWriter(directory, disk, options.segmentBytes(), recovery.end());
        recovery.finish(writer);
        writer.force();
        Stage stage = Stage.open(directory, (int) options.maxQueueBytes());
        LedgerLog log = new LedgerLog(directory, writer, stage, options, alarm, recovery.start());
        log.durable = log.written;
        return log;
    }

    /** The log's own id. */
    String id() {
        return id;
    }

    /** Notes that an attempt begins. @param presumed what to believe of it if nothing more is heard */
    boolean begin(LedgerEntry presumed) {
        return submit(Frame.BEGUN, presumed, (start, _) -> running.put(presumed.id(), start));
    }

    /** Writes an entry. @return whether it was taken; otherwise it is lost, and counted */
    boolean append(LedgerEntry entry) {
        boolean taken = submit(Frame.ENDED, entry, (_, behind) -> tail.add(entry, behind));
        running.remove(entry.id());
        return taken;
    }

    /** Hears where frames stand, in their order. */
    private interface Note {
        void take(long start, long behind);
    }

    private boolean submit(byte kind, LedgerEntry entry, Note note) {
        appending.lock();
        try {
            long start = appended;
            Frame frame = new Frame(kind, EntryCodec.write(entry, encoder));
            if (!closed && stage.put(frame, start)) {
                note.take(start, start + frame.size());
                appended = start + frame.size(); // from now on the tail must have it
                return true;
            }
        } finally {
            appending.unlock();
        }
        lost.incrementAndGet();
        alarm.raised(
                Kind.ENTRIES_LOST,
                directory + ": the disk takes no entries and memory for " + options.maxQueueBytes()
                        + " bytes is full; an entry was lost");
        return false;
    }

    /** Carries what is staged into segments. */
    private void carry() {
        file.lock();
        try {
            while (!closed && !isFull() && isLeaving()) {
                writeGroup();
                if (stuck) {
                    stuck = false;
                    alarm.cleared(Kind.LOG_STUCK);
                }
            }
        } catch (IOException e) {
            stuck("cannot be written: " + e.getMessage());
        } finally {
            file.unlock();
        }
    }

    /** Whether something of the stage is to be written yet. */
    private boolean isLeaving() {
        ByteBuffer frames = leaving;
        if (frames != null && frames.hasRemaining()) {
            return true;
        }
        appending.lock();
        try {
            if (frames != null) {
                stage.carried();
            }
            leaving = stage.next();
            return leaving != null;
        } finally {
            appending.unlock();
        }
    }

    /** Writes so many whole frames that they make one write and fit into one segment. */
    private void writeGroup() throws IOException {
        ByteBuffer frames = Objects.requireNonNull(leaving);
        long most = Math.min(GROUP, options.segmentBytes());
        int size = Frame.sizeAt(frames, frames.position());
        while (size < frames.remaining() && size + Frame.sizeAt(frames, frames.position() + size) <= most) {
            size += Frame.sizeAt(frames, frames.position() + size);
        }
        byte[] group = new byte[size];
        frames.get(frames.position(), group);
        writer.append(group);
        frames.position(frames.position() + size);
        written = writer.end();
    }

    private void stuck(String why) {
        if (!stuck) {
            stuck = true;
            alarm.raised(Kind.LOG_STUCK, directory + " " + why);
        }
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

    /** Carries what was appended to the disk, also what one that refused had left waiting. */
    void force() {
        carry();
        long target = written;
        if (target <= durable) {
            return;
        }
        try {
            writer.force();
        } catch (IOException e) {
            stuck("cannot be forced to the disk: " + e.getMessage());
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
        return !stuck && !full && appended - written < options.maxQueueBytes() / 2;
    }

    /** Whether something was appended that is not forced yet. */
    boolean isDirty() {
        return appended > durable;
    }

    /** Waits until more than an offset is durable. @return whether it is */
    boolean awaitDurable(long offset, Duration patience) throws InterruptedException {
        return awaitDurable(offset, () -> false, patience);
    }

    /** As the other, but ends early when nobody wants to wait any more. @param enough asked now and then, and at {@link #wake} */
    boolean awaitDurable(long offset, BooleanSupplier enough, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        state.lockInterruptibly();
        try {
            while (durable <= offset && left > 0 && !enough.getAsBoolean()) {
                left = forced.awaitNanos(left);
            }
            return durable > offset;
        } finally {
            state.unlock();
        }
    }

    /** Has those who wait ask themselves whether they still want to. */
    void wake() {
        state.lock();
        try {
            forced.signalAll();
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
        if (offset <= appended) {
            return;
        }
        force();
        file.lock();
        appending.lock();
        try {
            if (written < appended) {
                throw new IOException("the disk does not take what comes before offset " + offset);
            }
            writer.skipTo(offset);
            written = writer.end();
            appended = Math.max(appended, written);
            durable = Math.max(durable, written);
        } finally {
            appending.unlock();
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
        return appended;
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

    /** Writes and forces what is left; what the disk refuses stays on the stage for who opens the log next. */
    @Override
    public void close() throws IOException {
        force();
        file.lock();
        appending.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            writer.close();
            stage.close();
            if (written == appended) {
                Stage.delete(directory);
            }
        } finally {
            appending.unlock();
            file.unlock();
        }
    }

    /** Deletes the directory; after {@link #close}. */
    void delete() throws IOException {
        for (Segment segment : Segment.list(directory)) {
            segment.delete();
        }
        Stage.delete(directory);
        Files.deleteIfExists(directory);
    }
}
