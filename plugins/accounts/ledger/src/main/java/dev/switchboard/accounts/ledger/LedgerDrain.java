package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerAlarm.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Carries the entries of one log into a store, in order, and deletes what the store has for good. One thread at a time. */
final class LedgerDrain {
    /** In one transaction: all of it is in memory until it ends, and an embedded store writes a longer one twice. */
    private static final int MOST_ENTRIES = 600;

    /** A transaction costs as much as many rows: under load, entries wait this long for others, or until there are plenty. */
    private static final long GATHER_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long PLENTY_BYTES = 1L << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final LedgerLog log;
    private final LedgerSink sink;
    private final LedgerAlarm alarm;
    private final CountDownLatch stop;
    private long position = -1;
    private volatile long stored;
    private final AtomicLong expected = new AtomicLong();
    private Duration pause = FIRST_PAUSE;
    private long carriedAt = System.nanoTime() - GATHER_NANOS;
    /** Whether there was more than the last transaction took. */
    private boolean behind;

    /** @param stop ends waits: the pause after a failure, and that for more entries */
    LedgerDrain(LedgerLog log, LedgerSink sink, LedgerAlarm alarm, CountDownLatch stop) {
        this.stop = stop;
        this.log = log;
        this.sink = sink;
        this.alarm = alarm;
    }

    /** Somebody waits for the store to have what stands before an offset. Any thread. */
    void expect(long offset) {
        expected.accumulateAndGet(offset, Math::max);
        log.wake();
    }

    /** How far the store has the log's entries, as far as is known. */
    long stored() {
        return stored;
    }

    /** Whether the store has everything that is durable. */
    boolean isCaughtUp() {
        return position >= log.durable();
    }

    /**
     * Carries some entries over, or waits a while for new ones, or after a failure for the store.
     *
     * @param patience how long to wait for new entries
     */
    void step(Duration patience) throws InterruptedException {
        Exception failure = tryStep(patience);
        if (failure == null) {
            pause = FIRST_PAUSE;
            alarm.cleared(Kind.STORE_UNREACHABLE);
            return;
        }
        alarm.raised(
                Kind.STORE_UNREACHABLE,
                "entries wait in the log, since the store does not take them: " + failure.getMessage());
        boolean _ = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }

    private @Nullable Exception tryStep(Duration patience) throws InterruptedException {
        try {
            if (position < 0) {
                begin();
            }
            if (log.awaitDurable(position, patience)) {
                gather();
                carry();
            }
            return null;
        } catch (IOException | RuntimeException e) {
            position = -1; // what the store has is for the store to say
            return e;
        }
    }

    private void begin() throws IOException {
        long known = sink.position(log.id()).offset();
        log.skipTo(known);
        position = known;
        stored = known;
    }

    private void gather() throws InterruptedException {
        long wait = GATHER_NANOS - (System.nanoTime() - carriedAt);
        if (wait > 0 && !behind) {
            boolean _ = log.awaitDurable(position + PLENTY_BYTES, this::isExpected, Duration.ofNanos(wait));
        }
        carriedAt = System.nanoTime();
    }

    private boolean isExpected() {
        return stored < expected.get() || stop.getCount() == 0;
    }

    private void carry() throws IOException {
        LedgerLog.Batch batch = log.read(position, MOST_ENTRIES);
        if (!batch.entries().isEmpty()) {
            sink.write(batch.entries(), new LedgerPosition(log.id(), batch.behind()));
        }
        behind = batch.entries().size() == MOST_ENTRIES;
        position = batch.behind();
        stored = position;
        if (log.canRelease(position)) {
            sink.flush();
            log.release(position);
        }
    }
}
