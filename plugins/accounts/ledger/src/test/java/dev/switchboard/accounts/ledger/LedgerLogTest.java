package dev.switchboard.accounts.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerLogTest {
    private static final LedgerOptions SMALL = new LedgerOptions(4_096, 16_384, 4_096, Duration.ofMillis(1));

    @TempDir
    private Path directory;

    private final TestingAlarm alarm = new TestingAlarm();

    private LedgerLog open() throws IOException {
        return LedgerLog.open(directory.resolve("log"), LedgerOptions.DEFAULT, alarm);
    }

    private static List<LedgerEntry> completed(int count) {
        return IntStream.range(0, count).mapToObj(TestingEntries::completed).toList();
    }

    private static List<LedgerEntry> all(LedgerLog log) throws IOException {
        return log.read(0, Integer.MAX_VALUE).entries();
    }

    @Test
    void readsOnlyWhatIsForcedToTheDisk() throws IOException {
        try (LedgerLog log = open()) {
            completed(3).forEach(log::append);
            assertEquals(List.of(), all(log));

            log.force();

            assertEquals(completed(3), all(log));
        }
    }

    @Test
    void readsOnFromAPositionInPortions() throws IOException {
        try (LedgerLog log = open()) {
            completed(5).forEach(log::append);
            log.force();

            LedgerLog.Batch first = log.read(0, 2);
            LedgerLog.Batch second = log.read(first.behind(), 2);
            LedgerLog.Batch third = log.read(second.behind(), 2);

            assertEquals(completed(5).subList(0, 2), first.entries());
            assertEquals(completed(5).subList(2, 4), second.entries());
            assertEquals(completed(5).subList(4, 5), third.entries());
            assertEquals(log.durable(), third.behind());
        }
    }

    @Test
    void keepsEntriesOverManySegments() throws IOException {
        try (LedgerLog log = LedgerLog.open(
                directory.resolve("log"), new LedgerOptions(2_048, 1 << 20, 1 << 20, Duration.ofMillis(1)), alarm)) {
            completed(50).forEach(log::append);
            log.force();
            assertTrue(Segment.list(directory.resolve("log")).size() > 5);
        }
        try (LedgerLog again = open()) {
            assertEquals(completed(50), all(again));
        }
    }

    @Test
    void cutsATornEndOffAndSaysSo() throws IOException {
        try (LedgerLog log = open()) {
            completed(3).forEach(log::append);
        }
        Path file = Segment.list(directory.resolve("log")).getLast().path();
        for (int cut = 1; cut < 40; cut += 13) {
            long size = Files.size(file);
            try (RandomAccessFile writable = new RandomAccessFile(file.toFile(), "rw")) {
                writable.setLength(size - cut);
            }
            try (LedgerLog again = open()) {
                assertEquals(completed(2), all(again), "cut " + cut);
                again.append(TestingEntries.completed(2));
                again.force();
                assertEquals(completed(3), all(again), "goes on behind the cut");
            }
            file = Segment.list(directory.resolve("log")).getLast().path();
        }
        assertTrue(alarm.heard().contains("raised LOG_REPAIRED"));
    }

    @Test
    void aFaultInTheMiddleCostsItsSegmentAndIsTold() throws IOException {
        LedgerOptions options = new LedgerOptions(2_048, 1 << 20, 1 << 20, Duration.ofMillis(1));
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), options, alarm)) {
            completed(20).forEach(log::append);
        }
        Segment broken = Segment.list(directory.resolve("log")).get(1);
        try (RandomAccessFile writable = new RandomAccessFile(broken.path().toFile(), "rw")) {
            writable.seek(100);
            writable.write('!');
        }
        try (LedgerLog again = open()) {
            List<LedgerEntry> left = all(again);
            assertTrue(left.size() > 10 && left.size() < 20, "left: " + left.size());
            assertEquals(TestingEntries.completed(19), left.getLast());
        }
        assertEquals(List.of("raised ENTRIES_LOST"), alarm.heard());
    }

    @Test
    void anAttemptThatNeverEndedLeavesWhatWasPresumedOfIt() throws IOException {
        try (LedgerLog log = open()) {
            log.begin(TestingEntries.presumed(1));
            log.begin(TestingEntries.presumed(2));
            log.append(TestingEntries.completed(2));
        }
        for (int i = 0; i < 2; i++) {
            try (LedgerLog again = open()) {
                assertEquals(
                        List.of(TestingEntries.completed(2), TestingEntries.presumed(1)),
                        all(again),
                        "once, however often it is opened");
            }
        }
    }

    @Test
    void deletesSegmentsButNotWhereARunningAttemptBegan() throws IOException {
        Path path = directory.resolve("log");
        LedgerOptions options = new LedgerOptions(2_048, 1 << 20, 1 << 20, Duration.ofMillis(1));
        try (LedgerLog log = LedgerLog.open(path, options, alarm)) {
            completed(10).forEach(log::append);
            log.begin(TestingEntries.presumed(100));
            completed(20).subList(10, 20).forEach(log::append);
            log.force();
            int before = Segment.list(path).size();

            log.release(log.durable());

            int running = Segment.list(path).size();
            assertTrue(running < before && running > 1, before + " and then " + running);

            log.append(TestingEntries.completed(100));
            log.force();
            log.release(log.durable());

            assertEquals(1, Segment.list(path).size());
        }
    }

    @Test
    void aFullDiskLosesNothingThatFitsInMemory() throws IOException {
        TestingDisk disk = new TestingDisk();
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), disk, LedgerOptions.DEFAULT, alarm)) {
            log.append(TestingEntries.completed(0));
            disk.fill(true);
            log.append(TestingEntries.completed(1));
            log.append(TestingEntries.completed(2));
            log.force();
            assertFalse(log.accepting());
            assertEquals(0, log.lost());

            disk.fill(false);
            log.force();

            assertTrue(log.accepting());
            assertEquals(completed(3), all(log), "what was half written is gone, and every entry is there once");
        }
        assertEquals(List.of("raised LOG_STUCK", "cleared LOG_STUCK"), alarm.heard());
        try (LedgerLog again = open()) {
            assertEquals(completed(3), all(again));
        }
    }

    @Test
    void appendsWhileTheDiskHangs() throws IOException, InterruptedException {
        TestingDisk disk = new TestingDisk();
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), disk, LedgerOptions.DEFAULT, alarm)) {
            log.append(TestingEntries.completed(0));
            Runnable move = disk.hang();
            Thread forcing = Thread.ofVirtual().start(log::force);

            assertTrue(log.append(TestingEntries.completed(1)));
            assertTrue(log.append(TestingEntries.completed(2)));
            assertEquals(0, log.durable());

            move.run();
            forcing.join();
            log.force();
            assertEquals(completed(3), all(log));
        }
    }

    @Test
    void whatIsInNoSegmentYetOutlivesItsProcess() throws IOException {
        LedgerLog killed = open();
        completed(3).forEach(killed::append);
        killed.force();
        killed.append(TestingEntries.completed(3));
        killed.begin(TestingEntries.presumed(4));
        try (LedgerLog again = open()) {
            assertEquals(completed(4), all(again).subList(0, 4));
            assertEquals(List.of(TestingEntries.presumed(4)), all(again).subList(4, 5));
        }
        assertEquals(List.of(), alarm.heard());
    }

    @Test
    void whatADiskRefusedToTheEndIsThereNextTime() throws IOException {
        TestingDisk disk = new TestingDisk();
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), disk, LedgerOptions.DEFAULT, alarm)) {
            log.append(TestingEntries.completed(0));
            log.force();
            disk.fill(true);
            log.append(TestingEntries.completed(1));
        }
        try (LedgerLog again = open()) {
            assertEquals(completed(2), all(again));
        }
    }

    @Test
    void whatDoesNotFitInMemoryIsCountedAndTold() throws IOException {
        TestingDisk disk = new TestingDisk();
        disk.fill(true);
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), disk, SMALL, new Alarms(alarm))) {
            int taken = 0;
            while (log.append(TestingEntries.completed(taken))) {
                log.force();
                taken++;
            }
            log.append(TestingEntries.completed(99));

            assertEquals(2, log.lost());
            assertEquals(List.of("raised LOG_STUCK", "raised ENTRIES_LOST"), alarm.heard());

            disk.fill(false);
            log.force();
            assertEquals(completed(taken), all(log));
        }
    }

    @Test
    void stopsGrowingAtItsBoundAndGoesOnWhenTheStoreTookSome() throws IOException {
        try (LedgerLog log = LedgerLog.open(directory.resolve("log"), SMALL, new Alarms(alarm))) {
            int written = 0;
            while (log.accepting()) {
                log.append(TestingEntries.completed(written++));
                log.force();
            }
            assertTrue(log.bytes() >= 16_384 && log.bytes() < 20_000, "bytes: " + log.bytes());
            assertTrue(log.append(TestingEntries.completed(written++)), "memory still takes what is under way");

            log.release(log.durable());
            log.force();

            assertTrue(log.accepting());
            assertEquals(TestingEntries.completed(written - 1), all(log).getLast());
        }
        assertEquals(List.of("raised LOG_FULL", "cleared LOG_FULL"), alarm.heard());
    }

    @Test
    void goesOnBehindWhatTheStoreKnows() throws IOException {
        try (LedgerLog log = open()) {
            log.append(TestingEntries.completed(0));
            log.force();
            log.skipTo(1_000_000);
            log.append(TestingEntries.completed(1));
            log.force();

            assertEquals(
                    List.of(TestingEntries.completed(1)),
                    log.read(1_000_000, 10).entries());
        }
    }
}
