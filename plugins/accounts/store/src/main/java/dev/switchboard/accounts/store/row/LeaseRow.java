package dev.switchboard.accounts.store.row;

/**
 * What a gateway holds of the budgets of something that spends. Amounts are nano-dollars and only grow while the gateway lives,
 * but for what it gives back of {@code granted}.
 *
 * @param kind    what it is, such as {@code key}
 * @param id      which
 * @param node    the gateway, by the id of its ledger's log
 * @param granted what it may spend in all
 * @param used    what of its spending the store has already
 * @param wanted  whether it has too little
 */
public record LeaseRow(String kind, String id, String node, long granted, long used, boolean wanted) {
    /** What it may still spend, or has spent without the store knowing. */
    public long open() {
        return Math.max(0, granted - used);
    }
}
