package dev.switchboard.accounts.ledger;

import java.util.EnumSet;
import java.util.Set;

/** Tells an alarm of changes only: what is raised already is not raised again. Safe for use by any thread. */
final class Alarms implements LedgerAlarm {
    private final LedgerAlarm receiver;
    private final Set<Kind> standing = EnumSet.noneOf(Kind.class);

    Alarms(LedgerAlarm receiver) {
        this.receiver = receiver;
    }

    @Override
    public void raised(Kind kind, String text) {
        synchronized (standing) {
            if (!standing.add(kind)) {
                return;
            }
        }
        receiver.raised(kind, text);
    }

    @Override
    public void cleared(Kind kind) {
        synchronized (standing) {
            if (!standing.remove(kind)) {
                return;
            }
        }
        receiver.cleared(kind);
    }
}
