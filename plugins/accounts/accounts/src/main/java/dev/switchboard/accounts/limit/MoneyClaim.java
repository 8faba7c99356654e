package dev.switchboard.accounts.limit;

/** A sum that is reserved until it is known what was spent. */
sealed interface MoneyClaim extends Claim permits BudgetClaim, SliceClaim {
    /** Gives it back, with the meter's lock held. */
    void undo();

    /** Gives it back. Takes the lock. */
    default void release() {
        meter().lock().lock();
        try {
            undo();
        } finally {
            meter().lock().unlock();
        }
    }
}
