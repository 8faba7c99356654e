package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.store.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway holds of the budgets that it shares with others. Calls are answered from here; {@link Sharing} talks to the
 * store. Safe for use by any thread.
 */
public final class Slices {
    /** What the store's sums are made of: windows that are no multiple of it cannot be told from them. */
    private static final long SLOT_SECONDS = 900;

    private final Map<Scope, SliceMeter> meters = new ConcurrentHashMap<>();
    private final Rounds rounds;

    /** Nothing is held yet. */
    public Slices(Rounds rounds) {
        this.rounds = rounds;
    }

    /** Those of some budgets that gateways share: of windows that are told from the store's sums. */
    static List<Budget> shared(Collection<Budget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.most().isPresent() && isShared(budget))
                .toList();
    }

    /** Whether a budget's window can be told from the store's sums; other budgets each gateway counts by itself. */
    static boolean isShared(Budget budget) {
        return budget.period()
                .map(period -> period.length().toSeconds() % SLOT_SECONDS == 0)
                .orElse(true);
    }

    /** Takes note of somebody's budgets, and has some of them held. */
    void know(Scope scope, Collection<Budget> budgets) {
        List<Budget> shared = shared(budgets);
        if (!shared.isEmpty() || meters.containsKey(scope)) {
            SliceMeter meter = meters.computeIfAbsent(scope, each -> new SliceMeter(each, rounds::isValid));
            meter.change(() -> meter.budgets(shared));
            rounds.due(meter);
        }
    }

    /** What the store said of somebody's budgets does not hold any more: it is asked again at once. */
    void forgetKnown(Scope scope) {
        SliceMeter meter = meters.get(scope);
        if (meter != null) {
            meter.change(meter::unlearn);
            rounds.urgent(meter);
        }
    }

    /** What is held of somebody's budgets. */
    SliceMeter meter(Scope scope, List<Budget> budgets) {
        SliceMeter meter = meters.get(scope);
        if (meter == null) {
            know(scope, budgets);
            meter = meters.computeIfAbsent(scope, each -> new SliceMeter(each, rounds::isValid));
        }
        return meter;
    }

    @Nullable
    SliceMeter find(Scope scope) {
        return meters.get(scope);
    }

    Collection<SliceMeter> all() {
        return meters.values();
    }

    /** Asks for more of somebody's budgets before it is all gone. */
    void urgent(SliceMeter meter) {
        rounds.urgent(meter);
    }

    /** One call's patience. */
    Rounds.Wait patience() {
        return rounds.new Wait();
    }
}
