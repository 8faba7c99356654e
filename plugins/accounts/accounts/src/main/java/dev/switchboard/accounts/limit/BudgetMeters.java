package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import java.util.List;
import java.util.Optional;

/**
 * Where somebody's budgets are counted.
 *
 * @param slice what this gateway holds of those that it shares with others; empty if it shares none
 * @param own   those that each gateway counts by itself
 */
record BudgetMeters(Optional<Slice> slice, List<Own> own) {
    /** @param budgets all of which have a most */
    record Slice(SliceMeter meter, List<Budget> budgets) {}

    /** A budget that has a most, and its meter. */
    record Own(BudgetMeter meter, Budget budget) {}

    /** Copies the list. */
    BudgetMeters {
        own = List.copyOf(own);
    }
}
