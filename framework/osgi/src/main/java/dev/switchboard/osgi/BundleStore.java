package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Private copies of jars, each named by the digest of its bytes, and for each bundle a list of what was published. What
 * runs was installed from here, so nobody can change it under the gateway, and a rollback needs nothing from outside.
 */
final class BundleStore {
    private static final String JAR = ".jar";
    private static final String HISTORY = ".history";
    private static final String KNOWN_FILES = "known-files";

    private final Path directory;
    private final Path histories;
    private final int keptVersions;
    private final Map<String, History> cache = new ConcurrentHashMap<>();

    BundleStore(Path directory, int keptVersions) {
        this.directory = directory;
        this.histories = histories(directory);
        this.keptVersions = keptVersions;
        try {
            Files.createDirectories(histories);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the bundle store " + directory, e);
        }
    }

    /** Where a store keeps the histories: apart from the jars, of which there may be thousands when one looks for a name. */
    static Path histories(Path directory) {
        return directory.resolve("histories");
    }

    /** Which files are known to hold what came in. */
    KnownFiles knownFiles() {
        return new KnownFiles(directory.resolve(KNOWN_FILES));
    }

    Optional<Path> find(String sha256) {
        return Optional.of(jar(sha256)).filter(Files::isRegularFile);
    }

    /**
     * Copies a file in once {@code check} has passed on the copy; what was checked is what is kept. Bytes that are in the store
     * were checked when they came in.
     */
    StoredJar add(Path file, Check check) throws IOException, PluginFailure {
        Path copy = AtomicFiles.create(directory);
        try {
            String sha256;
            try (var out = Files.newOutputStream(copy)) {
                sha256 = Digest.copy(file, out);
            }
            if (find(sha256).isEmpty()) {
                check.check(copy);
                Files.move(copy, jar(sha256), StandardCopyOption.ATOMIC_MOVE);
            }
            return new StoredJar(sha256, jar(sha256));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** What is kept of a bundle, the latest publication last. */
    List<Publication> history(String name) {
        return written(name).stream()
                .filter(publication -> find(publication.sha256()).isPresent())
                .toList();
    }

    // A change of one bundle has the histories of all asked for, of which it changes one.
    private List<Publication> written(String name) {
        Path file = histories.resolve(name + HISTORY);
        try {
            FileStamp stamp = FileStamp.of(file);
            History known = cache.get(name);
            if (known == null || !known.stamp().equals(stamp)) {
                known = new History(stamp, read(file));
                cache.put(name, known);
            }
            return known.publications();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Publication> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .flatMap(line -> Publication.parse(line).stream())
                .toList();
    }

    /** Whether these bytes have served; of a store that knows nothing yet, anything might have. */
    boolean hasServed(String sha256) {
        List<String> names = names();
        return names.isEmpty()
                || names.stream()
                        .flatMap(name -> history(name).stream())
                        .anyMatch(publication -> publication.sha256().equals(sha256));
    }

    /** The bundles of which something is kept. */
    List<String> names() {
        return files(histories, HISTORY).stream().sorted().toList();
    }

    /**
     * Notes that a bundle was published, and forgets the oldest beyond the number to keep. What was the latest stays as it was
     * noted, as at every start.
     */
    void record(Candidate candidate, Instant now) {
        List<Publication> publications = new ArrayList<>(history(candidate.name()));
        if (!publications.isEmpty() && publications.getLast().isOf(candidate)) {
            return;
        }
        publications.removeIf(earlier -> earlier.sha256().equals(candidate.sha256()));
        publications.add(
                new Publication(now, candidate.sha256(), candidate.version().toString(), candidate.file()));
        int surplus = Math.max(0, publications.size() - keptVersions);
        write(candidate.name(), publications.subList(surplus, publications.size()));
    }

    /**
     * Deletes the jars that were never published, or are no longer kept, and that nobody uses.
     *
     * @param before only those that came in before this time: a younger one may be about to be used
     */
    void sweep(Set<String> used, Instant before) {
        Set<String> wanted = new HashSet<>(used);
        names().forEach(name -> history(name).forEach(kept -> wanted.add(kept.sha256())));
        for (String sha256 : files(directory, JAR)) {
            if (!wanted.contains(sha256)) {
                deleteIfOlder(jar(sha256), before);
            }
        }
    }

    private void write(String name, List<Publication> publications) {
        try {
            List<String> lines = publications.stream().map(Publication::line).toList();
            AtomicFiles.write(histories.resolve(name + HISTORY), file -> Files.write(file, lines));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note in the bundle store what was published of " + name, e);
        }
    }

    private static List<String> files(Path of, String suffix) {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the bundle store " + of, e);
        }
    }

    private static void deleteIfOlder(Path file, Instant before) {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private Path jar(String sha256) {
        return directory.resolve(sha256 + JAR);
    }

    /** Refuses a file. */
    @FunctionalInterface
    interface Check {
        void check(Path jar) throws IOException, PluginFailure;
    }

    /** A history as it was read. */
    private record History(FileStamp stamp, List<Publication> publications) {}

    /** A jar in the store. */
    record StoredJar(String sha256, Path path) {}

    /**
     * One line of a history.
     *
     * @param file the name of the file it came as
     */
    record Publication(Instant at, String sha256, String version, String file) {
        String line() {
            return at + " " + sha256 + " " + version + " " + file;
        }

        boolean isOf(Candidate candidate) {
            return sha256.equals(candidate.sha256())
                    && version.equals(candidate.version().toString())
                    && file.equals(candidate.file());
        }

        static Optional<Publication> parse(String line) {
            String[] fields = line.split(" ", 4);
            try {
                return fields.length == 4
                        ? Optional.of(new Publication(Instant.parse(fields[0]), fields[1], fields[2], fields[3]))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
