package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the bundle directory and the store, to try something on. */
record Rehearsal(Path root) implements AutoCloseable {
    static Rehearsal of(HostSettings settings) throws IOException {
        Rehearsal rehearsal = new Rehearsal(Files.createTempDirectory("switchboard-rehearsal-"));
        try {
            copy(settings.bundles(), rehearsal.bundles());
            copy(settings.storeDirectory(), rehearsal.store());
            copy(BundleStore.histories(settings.storeDirectory()), BundleStore.histories(rehearsal.store()));
            return rehearsal;
        } catch (IOException e) {
            rehearsal.close();
            throw e;
        }
    }

    Path bundles() {
        return root.resolve("bundles");
    }

    Path store() {
        return root.resolve("store");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            try {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException vanished) {
                // It is not there, so it does not count.
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
