package dev.switchboard.accounts.ledger;

import java.util.List;

/**
 * Where entries go in the end: a store. Called by one thread at a time for one log. Every method may throw any unchecked
 * exception to say that the store cannot be reached now; the call is then repeated later, with the same or more entries. A
 * sink must not throw because of what an entry holds: such an entry would stop all that follow.
 */
public interface LedgerSink {
    /** How far the store has a log's entries; offset 0 if it has never seen the log. */
    LedgerPosition position(String log);

    /**
     * Stores entries and the position behind them in one transaction. An entry whose id the store has already is left as it is
     * there: after a crash the same ones may come again.
     *
     * @param entries at least one, in the order in which attempts ended
     */
    void write(List<LedgerEntry> entries, LedgerPosition behind);

    /**
     * Makes sure that everything written survives a crash of the machine; what lies before is then deleted from the log. A
     * store whose commits are durable by themselves does nothing.
     */
    default void flush() {}

    /** Hears that a log of an earlier run was carried over to its end, and is about to be deleted. */
    default void ended(String log) {}
}
