package dev.switchboard.accounts.ledger;

import dev.switchboard.accounts.ledger.LedgerLog.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The latest entries of a log, as far as they are not stored yet: a store that keeps up takes them from here, and none is read
 * back from the disk. Safe for use by any thread.
 */
final class Tail {
    private final long mostBytes;
    private final Deque<Written> entries = new ArrayDeque<>();
    /** Behind this offset nothing is missing. */
    private long start;

    private record Written(LedgerEntry entry, long behind) {}

    /**
     * An empty one.
     *
     * @param mostBytes of the log that it may span
     * @param start     the offset from which on it is told of every entry
     */
    Tail(long mostBytes, long start) {
        this.mostBytes = mostBytes;
        this.start = start;
    }

    /** Takes the entry that is written next in the log. @param behind the offset behind it */
    synchronized void add(LedgerEntry entry, long behind) {
        entries.add(new Written(entry, behind));
        while (behind - start > mostBytes) {
            start = entries.isEmpty() ? behind : entries.remove().behind();
        }
    }

    /**
     * The entries between two offsets, and forgets those before: who reads on has them stored.
     *
     * @return empty if some of them are not here any more
     */
    synchronized Optional<Batch> read(long from, long to, int most) {
        if (from < start) {
            return Optional.empty();
        }
        while (!entries.isEmpty() && entries.element().behind() <= from) {
            entries.remove();
        }
        start = from;
        List<LedgerEntry> found = new ArrayList<>();
        for (Written each : entries) {
            if (each.behind() > to) {
                break;
            }
            found.add(each.entry());
            if (found.size() == most) {
                return Optional.of(new Batch(found, each.behind()));
            }
        }
        return Optional.of(new Batch(found, Math.max(from, to)));
    }
}
