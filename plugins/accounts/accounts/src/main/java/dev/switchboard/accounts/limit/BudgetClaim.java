package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.error.GatewayError;
import java.time.Instant;
import java.util.Optional;

/**
 * A sum of one budget.
 *
 * @param subject whose budget it is, such as {@code team "blue"}
 * @param most    the budget
 * @param amount  the most that the attempt can cost; zero asks only whether something is left
 */
record BudgetClaim(BudgetMeter meter, String subject, Money most, Money amount) implements MoneyClaim {
    @Override
    public long limit() {
        return most.nanos();
    }

    @Override
    public Optional<GatewayError> refuse(Instant now) {
        long spent = meter.spent(now);
        Optional<GatewayError> over = BudgetErrors.spent(subject, spent, amount.nanos(), most, meter.period(), now);
        if (over.isEmpty() && spent + meter.reserved() + amount.nanos() > most.nanos()) {
            return Optional.of(BudgetErrors.held(
                    subject,
                    "calls that are under way: $" + new Money(meter.reserved()) + " of $"
                            + new Money(most.nanos() - spent)));
        }
        return over;
    }
}
