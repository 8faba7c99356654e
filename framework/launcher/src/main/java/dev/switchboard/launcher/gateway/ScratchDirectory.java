package dev.switchboard.launcher.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for work that leaves nothing behind and does not disturb a gateway that runs. */
public record ScratchDirectory(Path path) implements AutoCloseable {
    /** Makes one. */
    public static ScratchDirectory make() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("switchboard"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made", e);
        }
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary directory " + path + " cannot be removed", e);
        }
    }
}
