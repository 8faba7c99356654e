package dev.switchboard.testkit.recordings;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.opentest4j.TestAbortedException;

/**
 * The folder of recordings. It is found by the system property {@value #PROPERTY}, else as {@code ../shared/recordings}
 * beside the repository's root, which is the nearest parent of the working directory with a {@code pom.xml} and an
 * {@code sdk-plugin-api}.
 */
public final class Recordings {
    /** Names the folder. */
    public static final String PROPERTY = "switchboard.recordings";

    private static final System.Logger LOGGER = System.getLogger(Recordings.class.getName());

    private final Path folder;

    private Recordings(Path folder) {
        this.folder = folder;
    }

    /** The folder where it should be, whether it is there or not. */
    public static Recordings locate() {
        String configured = System.getProperty(PROPERTY);
        return in(configured == null ? besideRepository(Path.of("")) : Path.of(configured));
    }

    /** That folder, whether it is there or not. */
    public static Recordings in(Path folder) {
        return new Recordings(folder.toAbsolutePath().normalize());
    }

    /** Whether the folder is there. */
    public boolean present() {
        return Files.isDirectory(folder);
    }

    /**
     * Skips the running test when the folder is absent.
     *
     * @throws TestAbortedException which JUnit reports as skipped, with the folder and the reason
     */
    public void assumePresent() {
        if (!present()) {
            LOGGER.log(Level.WARNING, absence());
            Assumptions.abort(absence());
        }
    }

    /**
     * Those recordings, in the order of their ids.
     *
     * @throws TestAbortedException when the folder is absent
     * @throws IllegalStateException when the folder is there but holds no such recording, or one that cannot be read
     */
    public List<Recording> matching(Predicate<Recording> wanted) {
        assumePresent();
        List<Recording> found = all().stream().filter(wanted).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no recording in " + folder + " matches (expected: at least one)");
        }
        return found;
    }

    /**
     * One test for each of those recordings, named by its id; a single skipped one, named by the reason, when the
     * folder is absent.
     */
    public Stream<DynamicTest> tests(Predicate<Recording> wanted, ThrowingConsumer<Recording> check) {
        if (!present()) {
            return Stream.of(dynamicTest(absence(), this::assumePresent));
        }
        return matching(wanted).stream().map(each -> dynamicTest(each.id(), () -> check.accept(each)));
    }

    private List<Recording> all() {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> folder.relativize(file).getNameCount() == 2)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> RecordingReader.read(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("recordings in " + folder + " cannot be listed", e);
        }
    }

    private String absence() {
        return "recordings skipped, their count unknown: folder " + folder + " absent (set -D" + PROPERTY + "=FOLDER)";
    }

    static Path besideRepository(Path start) {
        Path directory = start.toAbsolutePath().normalize();
        while (!isRoot(directory)) {
            Path parent = directory.getParent();
            if (parent == null) {
                return start.resolve("../shared/recordings");
            }
            directory = parent;
        }
        return directory.resolve("../shared/recordings");
    }

    private static boolean isRoot(Path directory) {
        return Files.isRegularFile(directory.resolve("pom.xml")) && Files.isDirectory(directory.resolve("sdk-plugin-api"));
    }
}
