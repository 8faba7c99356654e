package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.pricing.Money;
import java.time.Instant;

/** A sum that is reserved until it is known what was spent. */
sealed interface MoneyClaim extends Claim permits BudgetClaim, SliceClaim {
    @Override
    MoneyMeter meter();

    /** The most that the attempt can cost; zero asks only whether something is left. */
    Money amount();

    @Override
    default void take(Instant now) {
        meter().reserve(amount().nanos());
    }

    /** Gives it back, with the meter's lock held. */
    default void undo() {
        meter().reserve(-amount().nanos());
    }

    /** Gives it back. Takes the lock. */
    default void release() {
        meter().change(this::undo);
    }
}
