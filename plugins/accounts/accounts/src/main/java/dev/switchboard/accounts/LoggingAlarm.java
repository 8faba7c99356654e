package dev.switchboard.accounts;

import dev.switchboard.accounts.ledger.LedgerAlarm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the operator of the ledger's troubles in the log. */
record LoggingAlarm(Logger log) implements LedgerAlarm {
    @Override
    public void raised(Kind kind, String text) {
        log.log(kind == Kind.LOG_REPAIRED ? Level.INFO : Level.ERROR, "ledger: {0}", text);
    }

    @Override
    public void cleared(Kind kind) {
        log.log(Level.INFO, "ledger: {0} is over", kind);
    }
}
