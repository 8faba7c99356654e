package dev.switchboard.accounts.ledger;

/**
 * A place in a log, behind an entry. A store keeps one for each log, in the same transaction as the entries up to it.
 *
 * @param log    the log's own id, which never changes: several gateways may share a store
 * @param offset grows with every entry; 0 is the beginning
 */
public record LedgerPosition(String log, long offset) {}
