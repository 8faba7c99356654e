package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/** Writes files so that a reader sees the old content or the new, never a part. */
final class AtomicFiles {
    private AtomicFiles() {}

    /** Fills a hidden file beside the target, then moves it into place. */
    static void write(Path target, Filler filler) throws IOException {
        Path beside = create(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        try {
            filler.fill(beside);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Makes an empty hidden file. Others may read it as far as new files of this process may be read: who installs a bundle is
     * not always the user that the gateway runs as.
     */
    static Path create(Path directory) throws IOException {
        return Files.createFile(directory.resolve(".incoming-" + UUID.randomUUID() + ".tmp"));
    }

    /** Writes the content. */
    @FunctionalInterface
    interface Filler {
        void fill(Path file) throws IOException;
    }
}
