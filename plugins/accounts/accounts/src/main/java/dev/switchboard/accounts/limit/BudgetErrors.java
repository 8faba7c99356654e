package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What callers are told of budgets. */
final class BudgetErrors {
    private BudgetErrors() {}

    /** Why a budget cannot take a call whatever happens to others; empty if it can. */
    static Optional<GatewayError> spent(
            String subject, long spent, long amount, Money most, Optional<Period> period, Instant now) {
        if (spent >= most.nanos()) {
            String reset = period.map(each -> " It is full again at " + each.next(now) + ".")
                    .orElse("");
            return Optional.of(GatewayError.of(
                    ErrorKind.QUOTA,
                    "Budget has been exceeded! Current cost: " + new Money(spent) + ", Max budget: " + most + ", of "
                            + subject + "." + reset));
        }
        if (spent + amount > most.nanos()) {
            return Optional.of(GatewayError.of(
                    ErrorKind.QUOTA,
                    "This request may cost up to $" + new Money(amount) + ", and of the budget of " + subject + " $"
                            + new Money(most.nanos() - spent) + " of $" + most
                            + " are left. Ask for less, with a smaller max_tokens, or have the budget raised."));
        }
        return Optional.empty();
    }

    /** Enough is left, but others hold it. */
    static GatewayError held(String subject, String byWhom) {
        return GatewayError.builder(
                        ErrorKind.RATE_LIMIT,
                        "What is left of the budget of " + subject + " is held by " + byWhom
                                + ". Please try again in 1s, when some have ended.")
                .retryAfter(Duration.ofSeconds(1))
                .build();
    }
}
