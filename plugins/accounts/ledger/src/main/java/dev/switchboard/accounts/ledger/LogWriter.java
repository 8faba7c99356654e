package dev.switchboard.accounts.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the segments of one directory. Used by one thread at a time, but for {@link #force}, which one other thread may call
 * meanwhile. A stream, not a channel, does the writing: a channel is closed for good when its thread is interrupted.
 */
final class LogWriter {
    /** The way to a file. */
    interface Disk {
        /** Opens a file for appending; makes it if it does not exist. */
        OutputStream append(Path file) throws IOException;
    }

    private final Path directory;
    private final Disk disk;
    private final long segmentBytes;
    private final List<Segment> unforced = new ArrayList<>();
    private @Nullable OutputStream out;
    private @Nullable Segment current;
    private long end;
    private boolean torn;
    private volatile boolean namesChanged;

    /** A writer that begins a new segment at an offset. */
    LogWriter(Path directory, Disk disk, long segmentBytes, long end) {
        this.directory = directory;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.end = end;
    }

    /** The offset behind the last whole frame. */
    long end() {
        return end;
    }

    /** Appends whole frames. After a failure the next call first removes what it left behind. */
    void append(byte[] frames) throws IOException {
        mend();
        OutputStream target = open(frames.length);
        torn = true;
        target.write(frames);
        torn = false;
        end += frames.length;
    }

    /** The next frame gets at least this offset. */
    void skipTo(long offset) throws IOException {
        if (offset > end) {
            close();
            end = offset;
        }
    }

    private void mend() throws IOException {
        Segment broken = current;
        if (torn && broken != null) {
            close();
            broken.truncate(end);
            torn = false;
        }
    }

    private OutputStream open(int more) throws IOException {
        OutputStream known = out;
        Segment segment = current;
        if (known != null && segment != null && end - segment.start() + more <= segmentBytes) {
            return known;
        }
        close();
        Segment next = Segment.at(directory, end);
        OutputStream opened = disk.append(next.path());
        synchronized (unforced) {
            unforced.add(next);
        }
        namesChanged = true;
        out = opened;
        current = next;
        return opened;
    }

    /** Forces everything to the disk that was written before the call. */
    void force() throws IOException {
        if (namesChanged) {
            namesChanged = false;
            forceDirectory();
        }
        List<Segment> written;
        synchronized (unforced) {
            written = List.copyOf(unforced);
        }
        for (Segment segment : written) {
            segment.force();
        }
        synchronized (unforced) {
            // the last one may still grow
            unforced.removeAll(written.subList(0, Math.max(0, written.size() - 1)));
        }
    }

    /** Makes the names of new segments last. */
    private void forceDirectory() throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void close() throws IOException {
        OutputStream known = out;
        out = null;
        current = null;
        if (known != null) {
            known.close();
        }
    }
}
