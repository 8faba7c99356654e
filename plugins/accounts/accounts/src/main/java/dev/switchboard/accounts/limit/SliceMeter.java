package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * What this gateway holds of the budgets of one thing, where several gateways share a store. All that it was granted fits into
 * every one of the budgets beside what is spent and what others hold; so whoever stays within it cannot overspend any.
 */
final class SliceMeter extends MoneyMeter {
    /** How long is believed what the store said of a budget without borders in time. */
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final Scope scope;
    private final BooleanSupplier valid;
    private final Map<Optional<Period>, Known> known = new HashMap<>();
    private List<Budget> budgets = List.of();
    private final Share share = new Share();
    private long spent;

    /** What the store said of one budget. */
    private record Known(long spent, Instant start, Instant at) {}

    /** @param valid whether others still count with what is held here */
    SliceMeter(Scope scope, BooleanSupplier valid) {
        this.scope = scope;
        this.valid = valid;
    }

    Scope scope() {
        return scope;
    }

    List<Budget> budgets() {
        return budgets;
    }

    void budgets(List<Budget> now) {
        budgets = List.copyOf(now);
    }

    /** What can still be reserved; below zero after a call that cost more than it was thought to. */
    long headroom() {
        return share.granted() - spent - reserved();
    }

    /** Whether an amount can be reserved. */
    boolean hasRoom(long amount) {
        return amount <= headroom() && valid.getAsBoolean();
    }

    long granted() {
        return share.granted();
    }

    @Override
    void reserve(long amount) {
        super.reserve(amount);
        if (amount > 0) {
            share.took(amount);
        }
    }

    void spend(long amount) {
        spent = Math.addExact(spent, amount);
    }

    /** Notes that a call could not be let in for want of an amount. */
    void need(long amount) {
        share.need(amount);
    }

    boolean isLow() {
        return share.isLow(headroom());
    }

    /** What the store said was spent of a budget in the period that a time is in; empty if that is not known or too long ago. */
    OptionalLong spentOf(Budget budget, Instant now) {
        Known said = known.get(budget.period());
        if (said == null) {
            return OptionalLong.empty();
        }
        boolean holds = budget.period()
                .map(period -> period.rolling()
                        ? said.at().plus(BELIEVED).isAfter(now)
                        : said.start().equals(period.start(now)))
                .orElse(true);
        return holds ? OptionalLong.of(said.spent()) : OptionalLong.empty();
    }

    /** Forgets what the store said of all budgets, because it does not hold any more. */
    void unlearn() {
        known.clear();
    }

    void learn(Budget budget, long amount, Instant now) {
        known.put(
                budget.period(),
                new Known(
                        amount, budget.period().map(period -> period.start(now)).orElse(Instant.EPOCH), now));
    }

    /** Decides how much to hold from now on: see {@link Share#plan}. */
    Share.Plan plan(long available, int gateways, boolean wanted) {
        return budgets.isEmpty()
                ? share.giveBack(headroom(), false)
                : share.plan(headroom(), available, gateways, wanted);
    }

    /** The store has agreed to more. */
    void grant(long more) {
        share.grant(more, headroom());
    }

    /** Others have given this gateway up, and what it held is theirs. */
    void forfeit() {
        share.forfeit();
        spent = 0;
    }

    /** How much is under way, for messages. */
    Money underWay() {
        return new Money(reserved());
    }
}
