package dev.switchboard.accounts.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory: rows by id and a position for each log, changed together; can be away, and can fail after a commit. */
final class TestingSink implements LedgerSink {
    private final Map<String, LedgerEntry> rows = new LinkedHashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private boolean away;
    private boolean failsAfterCommit;
    private int repeated;
    private int calls;

    synchronized void goAway(boolean value) {
        away = value;
    }

    /** The next batch is stored, but the gateway does not learn of it. */
    synchronized void failAfterNextCommit() {
        failsAfterCommit = true;
    }

    /** Forgets positions, as a store does that was restored from a backup. */
    synchronized void forgetPositions() {
        positions.clear();
    }

    @Override
    public synchronized LedgerPosition position(String log) {
        check();
        return new LedgerPosition(log, positions.getOrDefault(log, 0L));
    }

    @Override
    public synchronized void write(List<LedgerEntry> entries, LedgerPosition behind) {
        check();
        for (LedgerEntry entry : entries) {
            if (rows.putIfAbsent(entry.id(), entry) != null) {
                repeated++;
            }
        }
        positions.put(behind.log(), behind.offset());
        if (failsAfterCommit) {
            failsAfterCommit = false;
            throw new IllegalStateException("the connection broke");
        }
    }

    private void check() {
        calls++;
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }

    synchronized List<LedgerEntry> rows() {
        return new ArrayList<>(rows.values());
    }

    synchronized int repeated() {
        return repeated;
    }

    synchronized int calls() {
        return calls;
    }
}
