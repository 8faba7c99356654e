package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryScannerTest {
    private static final long REST = 100;

    @TempDir
    private Path directory;

    private Path bundles;
    private DirectoryScanner scanner;

    @BeforeEach
    void create() throws IOException {
        bundles = Files.createDirectory(directory.resolve("bundles"));
        scanner = new DirectoryScanner(
                new BundleDirectory(bundles),
                new JarInspector(new BundleStore(directory.resolve("store"), 2), Trust.OFF),
                new Settling(Duration.ofNanos(REST)));
    }

    @Test
    void aDirectoryAtRestIsNotReadAgain() throws IOException {
        Files.writeString(bundles.resolve("a.jar"), "no jar");
        Scan first = scanner.scanAtOnce(0);
        assertEquals(Set.of("a.jar"), first.unusable().keySet());
        assertSame(first, scanner.scan(1));
        assertSame(first, scanner.scan(10 * REST));
    }

    @Test
    void aNewFileIsPendingUntilItRests() throws IOException {
        Scan empty = scanner.scanAtOnce(0);
        assertSame(empty, scanner.scan(1));
        Files.writeString(bundles.resolve("a.jar"), "no jar");
        assertEquals(Set.of("a.jar"), scanner.scan(2).pending());
        assertEquals(Set.of("a.jar"), scanner.scan(1 + REST).pending(), "nothing changed, but not for long enough");
        Scan rested = scanner.scan(2 + REST);
        assertEquals(Set.of(), rested.pending());
        assertEquals(Set.of("a.jar"), rested.unusable().keySet());
        assertSame(rested, scanner.scan(3 + REST));
    }

    @Test
    void aFileThatIsReplacedIsReadAgain() throws IOException {
        Path file = Files.writeString(bundles.resolve("a.jar"), "no jar");
        scanner.scanAtOnce(0);
        Path other = Files.writeString(directory.resolve("other"), "no jar");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Set.of("a.jar"), scanner.scan(1).pending(), "of the same size and time");
        assertEquals(Set.of(), scanner.scan(1 + REST).pending());
    }

    @Test
    void aFileThatHasGoneIsForgottenOnceThatIsSure() throws IOException {
        Path file = Files.writeString(bundles.resolve("a.jar"), "no jar");
        scanner.scanAtOnce(0);
        Files.delete(file);
        Scan gone = scanner.scan(1);
        assertEquals(Set.of("a.jar"), gone.pending());
        Scan sure = scanner.scan(1 + REST);
        assertEquals(Set.of(), sure.pending());
        assertEquals(Set.of(), sure.unusable().keySet());
        assertSame(sure, scanner.scan(2 + REST));
    }
}
