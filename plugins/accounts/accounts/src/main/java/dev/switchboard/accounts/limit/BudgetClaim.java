package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sum of one budget.
 *
 * @param subject whose budget it is, such as {@code team "blue"}
 * @param most    the budget
 * @param amount  the most that the attempt can cost; zero asks only whether something is left
 */
record BudgetClaim(BudgetMeter meter, String subject, Money most, Money amount) implements Claim {
    @Override
    public long limit() {
        return most.nanos();
    }

    @Override
    public Optional<GatewayError> refuse(Instant now) {
        long spent = meter.spent(now);
        if (spent >= most.nanos()) {
            return Optional.of(overBudget(spent, now));
        }
        if (spent + amount.nanos() > most.nanos()) {
            return Optional.of(GatewayError.of(
                    ErrorKind.QUOTA,
                    "This request may cost up to $" + amount + ", and of the budget of " + subject + " $"
                            + new Money(most.nanos() - spent) + " of $" + most
                            + " are left. Ask for less, with a smaller max_tokens, or have the budget raised."));
        }
        if (spent + meter.reserved() + amount.nanos() > most.nanos()) {
            return Optional.of(GatewayError.builder(
                            ErrorKind.RATE_LIMIT,
                            "What is left of the budget of " + subject + " is held by calls that are under way: $"
                                    + new Money(meter.reserved()) + " of $" + new Money(most.nanos() - spent)
                                    + ". Please try again in 1s, when some have ended.")
                    .retryAfter(Duration.ofSeconds(1))
                    .build());
        }
        return Optional.empty();
    }

    private GatewayError overBudget(long spent, Instant now) {
        String reset = meter.period()
                .map(period -> " It is full again at " + period.next(now) + ".")
                .orElse("");
        return GatewayError.of(
                ErrorKind.QUOTA,
                "Budget has been exceeded! Current cost: " + new Money(spent) + ", Max budget: " + most + ", of "
                        + subject + "." + reset);
    }

    @Override
    public void take(Instant now) {
        meter.reserve(amount.nanos());
    }

    /** Gives it back. Takes the lock. */
    void release() {
        meter.lock().lock();
        try {
            meter.reserve(-amount.nanos());
        } finally {
            meter.lock().unlock();
        }
    }
}
