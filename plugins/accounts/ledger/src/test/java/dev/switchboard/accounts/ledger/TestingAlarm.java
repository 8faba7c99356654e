package dev.switchboard.accounts.ledger;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was raised and cleared, in order. */
final class TestingAlarm implements LedgerAlarm {
    private final List<String> heard = new ArrayList<>();

    @Override
    public synchronized void raised(Kind kind, String text) {
        heard.add("raised " + kind);
    }

    @Override
    public synchronized void cleared(Kind kind) {
        heard.add("cleared " + kind);
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }
}
