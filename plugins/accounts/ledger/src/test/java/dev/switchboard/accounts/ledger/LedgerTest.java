package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path root;

    private final TestingSink sink = new TestingSink();
    private final TestingAlarm alarm = new TestingAlarm();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Ledger open() {
        return Ledger.open(root, LedgerOptions.DEFAULT, sink, threads, alarm);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 10_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(Duration.ofMillis(2));
        }
        assertTrue(condition.getAsBoolean());
    }

    private Set<String> ids() {
        return sink.rows().stream().map(LedgerEntry::id).collect(Collectors.toSet());
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        try (Ledger ledger = open()) {
            CountDownLatch done = new CountDownLatch(20);
            for (int thread = 0; thread < 20; thread++) {
                int first = thread * 500;
                threads.execute(() -> {
                    IntStream.range(first, first + 500).forEach(number -> {
                        ledger.begin(TestingEntries.presumed(number));
                        ledger.append(TestingEntries.completed(number));
                    });
                    done.countDown();
                });
            }
            done.await();
            assertTrue(ledger.awaitStored(LONG));
        }
        assertEquals(10_000, sink.rows().size());
        assertEquals(0, sink.repeated());
        assertTrue(sink.rows().stream().allMatch(row -> row.status() == AttemptStatus.COMPLETED));
    }

    @Test
    void waitsForAStoreThatIsAway() throws InterruptedException {
        sink.goAway(true);
        try (Ledger ledger = open()) {
            IntStream.range(0, 100).forEach(number -> ledger.append(TestingEntries.completed(number)));
            assertTrue(ledger.sync(LONG));
            await(() -> alarm.heard().contains("raised STORE_UNREACHABLE") && sink.calls() > 2);
            assertTrue(ledger.accepting(), "a store that is away stops nobody");

            sink.goAway(false);

            assertTrue(ledger.awaitStored(LONG));
        }
        assertEquals(100, sink.rows().size());
        assertEquals(List.of("raised STORE_UNREACHABLE", "cleared STORE_UNREACHABLE"), alarm.heard());
    }

    @Test
    void aBatchWhoseCommitNobodyHeardOfIsNotStoredTwice() throws InterruptedException {
        sink.failAfterNextCommit();
        try (Ledger ledger = open()) {
            IntStream.range(0, 10).forEach(number -> ledger.append(TestingEntries.completed(number)));
            assertTrue(ledger.awaitStored(LONG));
        }
        assertEquals(10, sink.rows().size());
        assertEquals(0, sink.repeated(), "the store's own position tells where to go on");
    }

    @Test
    void carriesOverWhatAnotherLeft() throws InterruptedException, IOException {
        sink.goAway(true);
        try (Ledger first = open()) {
            first.append(TestingEntries.completed(1));
            first.begin(TestingEntries.presumed(2));
        }
        sink.goAway(false);
        try (Ledger second = open()) {
            second.append(TestingEntries.completed(3));
            assertTrue(second.awaitStored(LONG));
            assertEquals(Set.of("x-1-1", "x-2-1", "x-3-1"), ids());
            try (Stream<Path> directories = Files.list(root).filter(Files::isDirectory)) {
                assertEquals(1, directories.count(), "what was carried over is deleted");
            }
        }
    }

    @Test
    void leavesTheLogOfALivingOneAlone() throws InterruptedException {
        try (Ledger old = open();
                Ledger fresh = open()) {
            old.append(TestingEntries.completed(1));
            fresh.append(TestingEntries.completed(2));
            assertTrue(fresh.awaitStored(LONG));
            assertTrue(old.awaitStored(LONG));
        }
        assertEquals(Set.of("x-1-1", "x-2-1"), ids());
        assertFalse(alarm.heard().contains("raised ENTRIES_LOST"));
    }
}
