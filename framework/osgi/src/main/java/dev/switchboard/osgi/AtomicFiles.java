package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files so that a reader sees the old content or the new, never a part. */
final class AtomicFiles {
    private AtomicFiles() {}

    /** Fills a hidden file beside the target, then moves it into place. */
    static void write(Path target, Filler filler) throws IOException {
        Path beside = Files.createTempFile(target.toAbsolutePath().getParent(), ".incoming-", ".tmp");
        try {
            filler.fill(beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Writes the content. */
    @FunctionalInterface
    interface Filler {
        void fill(Path file) throws IOException;
    }
}
