package dev.switchboard.accounts.ledger;

/** Hears of what an operator must know. Called by the ledger's threads, once for each change; must return quickly. */
public interface LedgerAlarm {
    /** Something began that must end: the disk is full, the store cannot be reached, entries were lost. @param text a sentence */
    void raised(Kind kind, String text);

    /** It is over. */
    void cleared(Kind kind);

    /** What can be wrong. */
    enum Kind {
        /** The log cannot be written; calls should be refused until it can. */
        LOG_STUCK,
        /** The log has grown to its bound because the store does not take its entries. */
        LOG_FULL,
        /** The store cannot be reached; entries wait in the log. */
        STORE_UNREACHABLE,
        /** Entries were lost. Stays until the gateway is restarted. */
        ENTRIES_LOST,
        /** The end of the log was torn by a crash, and cut off. */
        LOG_REPAIRED
    }
}
