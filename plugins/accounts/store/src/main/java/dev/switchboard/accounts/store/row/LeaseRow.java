package dev.switchboard.accounts.store.row;

import java.util.List;

/**
 * What a gateway holds of the budgets of something that spends. Amounts are nano-dollars and only grow while the gateway lives,
 * but for what it gives back of {@code granted}.
 *
 * @param kind    what it is, such as {@code key}
 * @param id      which
 * @param node    the gateway, by the id of its ledger's log
 * @param granted what it may spend in all; {@link #ELSEWHERE} if that does not stand in the database
 * @param used    what of its spending the store has already
 * @param wanted  whether it has too little
 */
public record LeaseRow(String kind, String id, String node, long granted, long used, boolean wanted) {
    /** What is granted stands in another store, so that nobody who reads only the database may take anything. */
    public static final long ELSEWHERE = -1;

    /** More than anybody holds, and little enough to be counted with. */
    private static final long UNKNOWN = Long.MAX_VALUE / 4;

    /** What it may still spend, or has spent without the store knowing. */
    public long open() {
        return granted == ELSEWHERE ? UNKNOWN : Math.max(0, granted - used);
    }

    /** What several gateways may still spend together. */
    public static long open(List<LeaseRow> rows) {
        return rows.stream().mapToLong(LeaseRow::open).reduce(0, (one, other) -> Math.min(UNKNOWN, one + other));
    }
}
