package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartJournalTest {
    @TempDir
    private Path directory;

    private Candidate acme;

    @BeforeEach
    void makeBundle() throws Exception {
        acme = candidate(TestingBundle.plugin("acme", "1.0.0").into(directory, "acme.jar"));
    }

    private Candidate candidate(Path jar) throws PluginFailure {
        return new JarInspector(new BundleStore(directory.resolve("store"), 1), Trust.OFF).inspect(jar);
    }

    private StartJournal open(boolean served) {
        return StartJournal.open(directory.resolve("journal"), _ -> served);
    }

    /** The process ends in the middle of a start, which is what is left when another journal is opened meanwhile. */
    private void die(StartJournal journal) throws Exception {
        journal.during(acme, () -> {
            Path copy = Files.createDirectory(directory.resolve("copy"));
            copy(directory.resolve("journal"), copy);
            return copy;
        });
        copy(directory.resolve("copy"), directory.resolve("journal"));
        try (Stream<Path> files = Files.list(directory.resolve("copy"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory.resolve("copy"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void whatReturnsOrThrowsLeavesNothing() throws Exception {
        StartJournal journal = open(false);
        assertEquals("made", journal.during(acme, () -> "made"));
        assertThrows(
                IllegalStateException.class,
                () -> journal.during(acme, () -> {
                    throw new IllegalStateException("no licence");
                }));
        assertFalse(open(false).isAside(acme));
    }

    @Test
    void aNewVersionThatEndsTheProcessIsSetAsideUntilItIsPutThereAnew() throws Exception {
        die(open(false));
        assertTrue(open(false).isAside(acme));
        assertTrue(open(true).isAside(acme), "it stays so");
        assertTrue(StartJournal.read(directory.resolve("journal")).isAside(acme));

        Files.setLastModifiedTime(directory.resolve("acme.jar"), FileTime.from(Instant.EPOCH));
        Candidate again = candidate(directory.resolve("acme.jar"));
        StartJournal journal = open(false);
        assertFalse(journal.isAside(again));
        assertTrue(journal.isAside(acme.sha256()), "no rollback leads to it");
        journal.during(again, () -> "started");
        assertFalse(journal.isAside(acme.sha256()));
        assertFalse(open(false).isAside(acme));
    }

    @Test
    void aVersionThatHasServedIsSetAsideOnlyTheSecondTimeInARow() throws Exception {
        die(open(true));
        StartJournal second = open(true);
        assertFalse(second.isAside(acme));
        die(second);
        assertTrue(open(true).isAside(acme));
    }

    @Test
    void aStartThatSucceedsClearsTheSuspicion() throws Exception {
        die(open(true));
        open(true).during(acme, () -> "started");
        die(open(true));
        assertFalse(open(true).isAside(acme));
    }

    @Test
    void whatIsUnderWayAtAnOrderlyEndIsNotToBlame() throws Exception {
        StartJournal journal = open(false);
        journal.during(acme, () -> {
            journal.close();
            assertFalse(open(false).isAside(acme));
            return "given up";
        });
    }

    @Test
    void whatBeginsAfterAnOrderlyEndLeavesNothing() throws Exception {
        StartJournal journal = open(false);
        journal.close();
        journal.during(acme, () -> {
            assertFalse(open(false).isAside(acme));
            return "given up";
        });
    }

    @Test
    void twoInstancesAtATimeAreOverWhenBothAre() throws Exception {
        StartJournal journal = open(false);
        journal.during(acme, () -> {
            journal.during(acme, () -> "inner");
            assertTrue(
                    StartJournal.open(directory.resolve("journal"), _ -> false).isAside(acme), "still under way");
            return "outer";
        });
    }
}
