package dev.switchboard.logging.jsonl;

import dev.switchboard.spi.Health;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to and changed for a new one when it grows too large. Opened with the first line, so that an
 * instance which never serves leaves no trace. Used by one thread at a time.
 *
 * <p>While a callback is being replaced, its old and its new instance append to the same file side by side. Both only ever
 * append whole lines; the one that came first holds the file's lock, and only with it are files repaired and renamed.
 */
final class LogFile {
    private final Path path;
    private final long maxSize;
    private final int keep;
    private final Logger logger;
    private @Nullable FileOutputStream out;
    private boolean locked;
    private boolean stuck;
    private long size;

    LogFile(Path path, long maxSize, int keep, Logger logger) {
        this.path = path.toAbsolutePath();
        this.maxSize = maxSize;
        this.keep = keep;
        this.logger = logger;
    }

    /** Whether lines could be written, as far as that shows without writing. */
    Health check() {
        if (Files.isDirectory(path)) {
            return Health.failed("path: " + path + " is a directory (expected: a file)");
        }
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return Files.isWritable(existing) ? Health.ready() : Health.failed("path: no right to write to " + existing);
    }

    /** Appends whole lines in one write. */
    void append(LineBuffer lines) throws IOException {
        if (lines.length() == 0) {
            return;
        }
        FileOutputStream target = open();
        if (size > 0 && size + lines.length() > maxSize && mayRename(target)) {
            rotate();
            target = open();
        }
        lines.writeTo(target);
        size += lines.length();
    }

    /** Also opens a new file when somebody took the old one away. */
    private FileOutputStream open() throws IOException {
        FileOutputStream current = out;
        if (current != null && Files.exists(path)) {
            return current;
        }
        close();
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        long lost = LineRepair.repair(path);
        if (lost > 0) {
            logger.log(Level.WARNING, "{0}: cut off {1} bytes of a line that was never finished", path, lost);
        }
        // not a channel: a channel is closed for good when its thread is interrupted
        FileOutputStream opened = new FileOutputStream(path.toFile(), true);
        out = opened;
        locked = Files.isRegularFile(path) && lock(opened);
        size = Files.size(path);
        return opened;
    }

    private boolean mayRename(FileOutputStream opened) throws IOException {
        locked = locked || Files.isRegularFile(path) && lock(opened);
        return locked;
    }

    /** The lock is the system's own, so it also binds instances whose classes come from another bundle or process. */
    private static boolean lock(FileOutputStream opened) throws IOException {
        try {
            return opened.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    /** Makes way for a new file. If that fails, the old one grows on: better too large than without the lines. */
    private void rotate() {
        try {
            shift();
            close();
            stuck = false;
        } catch (IOException e) {
            if (!stuck) {
                stuck = true;
                logger.log(Level.WARNING, path + " has reached max-size and cannot be renamed", e);
            }
        }
    }

    private void shift() throws IOException {
        if (keep == 0) {
            Files.deleteIfExists(path);
            return;
        }
        for (int i = keep - 1; i >= 1; i--) {
            if (Files.exists(older(i))) {
                Files.move(older(i), older(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, older(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path older(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    /** Closes the file; the next line opens it again. */
    void close() {
        FileOutputStream current = out;
        out = null;
        locked = false;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                logger.log(Level.WARNING, "closing " + path + ": " + e.getMessage());
            }
        }
    }
}
