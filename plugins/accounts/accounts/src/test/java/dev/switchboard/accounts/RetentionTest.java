package dev.switchboard.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.ledger.AttemptStatus;
import dev.switchboard.accounts.ledger.CallerInfo;
import dev.switchboard.accounts.ledger.LedgerEntry;
import dev.switchboard.accounts.ledger.LedgerPosition;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Place;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.TestingMariaDb;
import dev.switchboard.accounts.store.mapper.LedgerFilter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Most of a ledger is removed while rows are added: in small steps, so that whoever writes waits for one of them at most, and with
 * nothing of it in memory. With {@code -Dswitchboard.retention.rows=5000000} as long as it takes, with figures.
 */
class RetentionTest {
    private static final long ROWS = Long.getLong("switchboard.retention.rows", 20_000);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration KEEP = Duration.ofDays(30);
    private static final LedgerFilter ALL = new LedgerFilter(null, null, null, null, null, null, null);
    private static final int AT_ONCE = 2_000;
    private static final long MORE_HEAP = 32L << 20;

    private enum Kind {
        EMBEDDED,
        MARIA_DB
    }

    @TempDir
    private Path directory;

    /** Four of five are too old. */
    private static LedgerEntry entry(String log, long number) {
        Instant started =
                number % 5 == 0 ? NOW.minusSeconds(number % 86_400) : NOW.minus(KEEP.plusDays(1 + number % 60));
        return new LedgerEntry(
                LedgerEntry.id(log + number, 1),
                log + number,
                1,
                started,
                Duration.ofMillis(12),
                Optional.empty(),
                AttemptStatus.COMPLETED,
                200,
                Optional.empty(),
                new CallerInfo("hash", Map.of(Scope.KEY, "hash"), Optional.empty(), List.of()),
                new LedgerEntry.RequestInfo("openai", "chat", "gpt-x", false),
                new LedgerEntry.UpstreamInfo("up/gpt-x", "up", "gpt-x", Optional.empty()),
                Usage.builder().set(Bucket.INPUT, 10).build(),
                new Cost.Priced(new Money(7), Map.of(Bucket.INPUT, new Money(7)), Money.ZERO, "test"),
                List.of());
    }

    private static void write(Store store, String log, long from, long to) {
        List<LedgerEntry> entries = LongStream.range(from, to)
                .mapToObj(number -> entry(log, number))
                .toList();
        store.sink().write(entries, new LedgerPosition(log, to));
    }

    /** Memory that is in use after everything that nobody needs is gone. */
    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Place place(Kind kind) {
        return switch (kind) {
            case EMBEDDED -> new Place.Embedded(directory);
            case MARIA_DB -> TestingMariaDb.database();
        };
    }

    @ParameterizedTest
    @EnumSource
    void oldRowsGoWhileNewOnesCome(Kind kind) throws Exception {
        try (Store store = Store.open(place(kind));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long from = 0; from < ROWS; from += AT_ONCE) {
                write(store, "old", from, Math.min(ROWS, from + AT_ONCE));
            }
            long before = heap();
            List<Long> waits = new ArrayList<>();
            CountDownLatch cleaned = new CountDownLatch(1);
            Future<Long> writing = threads.submit(() -> {
                long number = 0;
                do {
                    long began = System.nanoTime();
                    write(store, "new", number, number + 1);
                    waits.add(System.nanoTime() - began);
                    number++;
                } while (!cleaned.await(10, TimeUnit.MILLISECONDS));
                return number;
            });
            Housekeeping keeper = new Housekeeping(store, KEEP, () -> NOW, System.getLogger("test"));
            long began = System.nanoTime();
            keeper.clean();
            long took = System.nanoTime() - began;
            cleaned.countDown();
            long added = writing.get();
            long young =
                    LongStream.range(0, added).filter(number -> number % 5 == 0).count();
            keeper.clean();
            assertEquals(ROWS / 5 + young, store.<Long>ledger(mapper -> mapper.count(ALL)));
            assertEquals(
                    (ROWS + added) * 7,
                    store.<Long>ledger(mapper -> mapper.total("global", "all")),
                    "what was spent is not forgotten");
            assertTrue(added > 0, "nothing was written meanwhile");
            long more = heap() - before;
            assertTrue(more <= MORE_HEAP, "bytes more on the heap: " + more);
            waits.sort(null);
            System.getLogger("test")
                    .log(
                            System.Logger.Level.INFO,
                            "{0}: {1} rows, {2} ms to remove four of five; {3} rows came meanwhile, the slowest took {4} ms;"
                                    + " {5} KB more on the heap",
                            kind,
                            ROWS,
                            took / 1_000_000,
                            added,
                            waits.getLast() / 1_000_000,
                            more / 1024);
        }
    }
}
