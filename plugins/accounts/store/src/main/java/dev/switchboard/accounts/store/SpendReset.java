package dev.switchboard.accounts.store;

import dev.switchboard.accounts.store.mapper.LedgerMapper;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Lowers what counts as spent: the sum of all time, and of the quarters of an hour the oldest, so that no period has spent more
 * than that afterwards, and none more than before. The ledger's rows and the sums of days stay as they are.
 */
record SpendReset(LedgerMapper mapper, Scope scope) {
    /** What was spent in all, which nobody changes until the transaction ends. */
    long before() {
        Long total = mapper.lockTotal(scope.label(), scope.id());
        return total == null ? 0 : total;
    }

    /** Lowers it. @param to no more than before */
    void lower(long to) {
        mapper.setTotal(scope.label(), scope.id(), to);
        long left = to;
        for (SpendRow slot : newestFirst()) {
            long kept = Math.min(left, slot.amount());
            if (kept != slot.amount()) {
                mapper.setSlot(new SpendRow(slot.kind(), slot.id(), slot.slot(), kept));
            }
            left -= kept;
        }
    }

    private List<SpendRow> newestFirst() {
        return mapper.slotsOf(scope.label(), scope.id(), Instant.EPOCH).stream()
                .sorted(Comparator.comparing(SpendRow::slot).reversed())
                .toList();
    }
}
