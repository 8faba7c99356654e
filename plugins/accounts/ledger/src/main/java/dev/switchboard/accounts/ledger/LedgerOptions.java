package dev.switchboard.accounts.ledger;

import java.time.Duration;

/**
 * The bounds of a ledger's log.
 *
 * @param segmentBytes a new file is begun when one has grown to this
 * @param maxLogBytes  how much may wait on disk for the store
 * @param maxQueueBytes how much may wait in memory for the disk; half as much of what was written stays there for the store
 * @param syncEvery    how often what was written is forced to the disk: what a crash of the machine can lose; a crash of the
 *                     process loses nothing
 */
public record LedgerOptions(long segmentBytes, long maxLogBytes, long maxQueueBytes, Duration syncEvery) {
    /** Files of 16 MB, 1 GB on disk, 16 MB in memory, forced every 200 ms. */
    public static final LedgerOptions DEFAULT =
            new LedgerOptions(16L << 20, 1L << 30, 16L << 20, Duration.ofMillis(200));

    private static final int LEAST = 1024;

    /** @throws IllegalArgumentException if a bound is too small */
    public LedgerOptions {
        if (segmentBytes < LEAST || maxLogBytes < segmentBytes || maxQueueBytes < LEAST || !syncEvery.isPositive()) {
            throw new IllegalArgumentException("ledger: segment " + segmentBytes + ", log " + maxLogBytes + ", queue "
                    + maxQueueBytes + ", sync-every " + syncEvery
                    + " (expected: at least 1 KB each, a log of at least one segment, a positive time)");
        }
    }
}
