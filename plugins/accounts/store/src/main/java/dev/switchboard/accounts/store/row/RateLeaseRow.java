package dev.switchboard.accounts.store.row;

/**
 * What a gateway holds of a minute's limit.
 *
 * @param name    the limit
 * @param node    the gateway, by the id of its ledger's log
 * @param granted how much it may have let in within a minute
 * @param wanted  whether it has too little
 */
public record RateLeaseRow(String name, String node, long granted, boolean wanted) {}
