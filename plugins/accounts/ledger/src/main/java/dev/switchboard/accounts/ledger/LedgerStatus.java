package dev.switchboard.accounts.ledger;

/**
 * How a ledger is doing.
 *
 * @param accepting whether new calls may be let in
 * @param logBytes  bytes on disk that the store has not taken or that were not deleted yet
 * @param behind    bytes of entries that the store has not taken
 * @param lost      entries that were lost since the start
 */
public record LedgerStatus(boolean accepting, long logBytes, long behind, long lost) {}
