package dev.switchboard.accounts.limit;

/** Money that is counted. Methods are called with the lock held. Amounts are nano-dollars. */
abstract sealed class MoneyMeter extends Meter permits BudgetMeter, SliceMeter {
    private long reserved;

    /** What calls under way have set aside. */
    final long reserved() {
        return reserved;
    }

    /** Sets aside, or gives back where the amount is negative. */
    void reserve(long amount) {
        reserved = Math.addExact(reserved, amount);
    }
}
