package dev.switchboard.accounts.ledger;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that writes entries without end and says which are written, until it is killed. Its store is never there. */
final class TestingWriter {
    private static final int THREADS = 4;

    private TestingWriter() {}

    private static final class Absent implements LedgerSink {
        @Override
        public LedgerPosition position(String log) {
            throw new IllegalStateException("away");
        }

        @Override
        public void write(List<LedgerEntry> entries, LedgerPosition behind) {
            throw new IllegalStateException("away");
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Ledger ledger = Ledger.open(
                Path.of(arguments[0]),
                new LedgerOptions(64 * 1024, 1L << 30, 16L << 20, Duration.ofMillis(2)),
                new Absent(),
                threads,
                new TestingAlarm());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        AtomicInteger next = new AtomicInteger();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.execute(() -> {
                while (true) {
                    int number = next.getAndIncrement();
                    ledger.begin(TestingEntries.presumed(number));
                    out.println("begun " + number);
                    if (number % 10 != 0) {
                        ledger.append(TestingEntries.completed(number));
                        out.println("ended " + number);
                    }
                }
            });
        }
        new CountDownLatch(1).await();
    }
}
