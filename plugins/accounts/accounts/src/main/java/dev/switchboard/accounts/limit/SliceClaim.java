package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.spi.error.GatewayError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A sum of what this gateway holds of somebody's budgets.
 *
 * @param subject whose budgets they are, such as {@code team "blue"}
 * @param budgets all of which have a most
 * @param amount  the most that the attempt can cost; zero asks only whether a budget is spent
 */
record SliceClaim(SliceMeter meter, String subject, List<Budget> budgets, Money amount) implements MoneyClaim {
    @Override
    public long limit() {
        return Long.MAX_VALUE; // of one meter there is one claim
    }

    @Override
    public Optional<GatewayError> refuse(Instant now) {
        for (Budget budget : budgets) {
            Money most = budget.mostAt(now).orElseThrow();
            OptionalLong known = meter.spentOf(budget, now);
            // Of nothing, nothing can be spent, whatever the store may know.
            long spent = most.nanos() == 0 ? 0 : known.orElse(Long.MIN_VALUE / 2);
            Optional<GatewayError> over =
                    BudgetErrors.spent(subject, spent, amount.nanos(), most, budget.period(), now);
            if (over.isPresent()) {
                return over;
            }
        }
        if (amount.nanos() == 0 || meter.hasRoom(amount.nanos())) {
            return Optional.empty();
        }
        meter.need(amount.nanos());
        return Optional.of(BudgetErrors.held(
                subject, "calls that are under way, $" + meter.underWay() + " of them here, and by other gateways"));
    }

    /** The claim for the budgets of this one and of another of the same meter. */
    static MoneyClaim and(MoneyClaim one, MoneyClaim other) {
        return one instanceof SliceClaim first && other instanceof SliceClaim second
                ? new SliceClaim(
                        first.meter,
                        first.subject,
                        Stream.concat(first.budgets.stream(), second.budgets.stream())
                                .toList(),
                        first.amount)
                : one;
    }

    /**
     * Whether the keeper is to look after the meter soon: more is needed, or nothing is left here and others may have spent the
     * rest. Takes the lock.
     */
    boolean wantsMore(boolean refused) {
        return meter.ask(() -> amount.nanos() == 0 ? !refused && meter.headroom() <= 0 : refused || meter.isLow());
    }
}
