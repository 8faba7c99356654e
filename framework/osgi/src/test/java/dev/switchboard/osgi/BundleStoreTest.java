package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class BundleStoreTest {
    private static final Instant LATER = Instant.now().plusSeconds(3600);

    @TempDir
    Path directory;

    private BundleStore store;

    @BeforeEach
    void create() {
        store = new BundleStore(directory.resolve("store"), 2);
    }

    @Test
    void keepsTheLatestVersionsInTheOrderOfTheirPublication() throws Exception {
        publish("1.0.0");
        publish("2.0.0");
        publish("3.0.0");
        publish("2.0.0");
        assertEquals(List.of("3.0.0", "2.0.0"), versions());
        assertEquals(List.of("acme"), store.names());
    }

    @Test
    void theLatestKeepsTheTimeItWasFirstNoted() throws Exception {
        Candidate latest = publish("1.0.0");
        store.record(latest, LATER);
        assertEquals(Instant.EPOCH, store.history("acme").getLast().at());
    }

    @Test
    void sweepsWhatIsNotKeptButNothingYoung() throws Exception {
        Candidate first = publish("1.0.0");
        publish("2.0.0");
        publish("3.0.0");
        store.sweep(Set.of(), Instant.EPOCH);
        assertTrue(store.find(first.sha256()).isPresent());
        store.sweep(Set.of(first.sha256()), LATER);
        assertTrue(store.find(first.sha256()).isPresent());
        store.sweep(Set.of(), LATER);
        assertEquals(Optional.empty(), store.find(first.sha256()));
        assertEquals(List.of("2.0.0", "3.0.0"), versions());
    }

    @Test
    void aFileThatFailsItsCheckLeavesNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("x.jar"), "x");
        assertThrows(
                PluginFailure.class,
                () -> store.add(file, jar -> {
                    throw new PluginFailure("is odd");
                }));
        try (var left = Files.walk(directory.resolve("store"))) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void damagedLinesOfAHistoryAreSkipped() throws Exception {
        publish("1.0.0");
        Path history = BundleStore.histories(directory.resolve("store")).resolve("acme.history");
        Files.writeString(history, "rubbish\nmore rubbish of four words\n" + Files.readString(history));
        assertEquals(List.of("1.0.0"), versions());
    }

    private List<String> versions() {
        return store.history("acme").stream()
                .map(BundleStore.Publication::version)
                .toList();
    }

    private Candidate publish(String version) throws IOException, PluginFailure {
        Path file = Files.writeString(directory.resolve("acme " + version + ".jar"), version);
        BundleStore.StoredJar stored = store.add(file, jar -> {});
        Candidate candidate = new Candidate(
                "acme",
                new Version(version),
                Optional.empty(),
                file.getFileName().toString(),
                stored.sha256(),
                stored.path(),
                Instant.EPOCH,
                Capabilities.UNDECLARED,
                "");
        store.record(candidate, Instant.EPOCH);
        return candidate;
    }
}
