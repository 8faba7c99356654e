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
    private long granted;
    private long spent;
    private long needed;
    private long usual;
    private boolean asked;
    private long low;

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
        return granted - spent - reserved();
    }

    /** Whether an amount can be reserved. */
    boolean hasRoom(long amount) {
        return amount <= headroom() && valid.getAsBoolean();
    }

    long granted() {
        return granted;
    }

    @Override
    void reserve(long amount) {
        super.reserve(amount);
        if (amount > 0) {
            asked = true;
            usual = Math.max(usual, amount);
        }
    }

    void spend(long amount) {
        spent = Math.addExact(spent, amount);
    }

    /** Notes that a call could not be let in for want of an amount. */
    void need(long amount) {
        asked = true;
        needed = Math.max(needed, amount);
        usual = Math.max(usual, amount);
    }

    boolean isLow() {
        return headroom() < low;
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

    /**
     * Decides how much to hold from now on. What is given back counts as gone at once; what is added does when the store has
     * agreed, see {@link #grant}.
     *
     * @param available what nobody holds
     * @param gateways  how many share it
     * @param wanted    whether another has too little
     */
    Plan plan(long available, int gateways, boolean wanted) {
        long headroom = headroom();
        long fair = Math.max(0, available) / (2L * Math.max(1, gateways));
        long need = needed;
        boolean idle = !asked;
        needed = 0;
        asked = false;
        if (budgets.isEmpty()) {
            return giveBack(headroom, false);
        }
        if (need > headroom) {
            long missing = need - headroom;
            return available < missing
                    ? giveBack(headroom, true)
                    : new Plan(Math.min(available, Math.max(missing, fair)), false);
        }
        if (wanted) {
            return giveBack(idle || headroom < usual ? headroom : headroom / 2, false);
        }
        long more = fair - headroom;
        low = Math.max(headroom, fair) / 2;
        return new Plan(more > Math.max(usual, fair / 2) ? more : 0, false);
    }

    private Plan giveBack(long amount, boolean wanting) {
        long back = Math.max(0, amount);
        granted -= back;
        low = 0;
        return new Plan(0, wanting);
    }

    /** The store has agreed to more. */
    void grant(long more) {
        granted += more;
        low = headroom() / 2;
    }

    /** Others have given this gateway up, and what it held is theirs. */
    void forfeit() {
        granted = 0;
        spent = 0;
        low = 0;
    }

    /**
     * What to tell the store.
     *
     * @param more    what to ask for
     * @param wanting whether there is too little for a call that was asked for
     */
    record Plan(long more, boolean wanting) {}

    /** How much is under way, for messages. */
    Money underWay() {
        return new Money(reserved());
    }
}
