package dev.switchboard.accounts.store.row;

/** A gateway, by the id of its ledger's log, and a number that grows while it is alive. */
public record NodeRow(String node, long beat) {}
