package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.SpendRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was spent of every budget, in memory. The store is asked when a budget is new here; from then on every call that ends is
 * counted, and where others use the store too, it is asked again for what they spent. Safe for use by any thread; whatever asks
 * the store blocks, and throws {@link dev.switchboard.accounts.store.StoreException} if it does not answer.
 */
public final class Spent {
    /** Longer than any period that is not for ever is looked back. */
    private static final Duration LONGEST = Duration.ofDays(400);
    /** What is read at once: as far as a calendar's month reaches back. */
    private static final Duration MONTH = Duration.ofDays(32);
    /** Where sums are looked for that changed: two slots. */
    private static final Duration RECENT = Duration.ofMinutes(30);

    private final Store store;
    /** One meter of each period, in lists that never change: there are many of them, and they are short. */
    private final Map<Scope, List<BudgetMeter>> meters = new ConcurrentHashMap<>();
    /** One at a time asks the store again. */
    private final ReentrantLock learning = new ReentrantLock();
    /** What the store said at the last refresh; with the lock held. */
    private final Map<Scope, Long> seen = new HashMap<>();
    /** Of whom it was said that something changed, whatever the sums say. */
    private final Set<Scope> outdated = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Past past;

    /** Nothing known yet. */
    public Spent(Store store) {
        this.store = store;
    }

    /** What the store knows, read at once for the time in which many budgets are new. */
    private record Past(Instant since, Map<Scope, Long> totals, Map<Scope, SortedMap<Instant, Long>> slots) {}

    /** Runs what makes many budgets known, for which the store is asked once for all. */
    public void whileLoading(Runnable load, Instant now) {
        Instant since = now.minus(MONTH);
        Map<Scope, Long> totals = new HashMap<>();
        Map<Scope, SortedMap<Instant, Long>> slots = new HashMap<>();
        store.ledger(mapper -> mapper.totals()).forEach(row -> totals.put(Scope.of(row), row.amount()));
        store.ledger(mapper -> mapper.slots(since))
                .forEach(row -> slots.computeIfAbsent(Scope.of(row), each -> new TreeMap<>())
                        .merge(row.slot(), row.amount(), Math::addExact));
        past = new Past(since, totals, slots);
        try {
            load.run();
        } finally {
            past = null;
        }
    }

    /**
     * Learns of budgets that are new here; of those that are known, at the next {@link #refresh}. What calls spend meanwhile is counted
     * by the meters, which are there before the store is asked.
     *
     * @param stored see {@link #refresh}; not waited for where others use the store, too, since a refresh follows there. If it is not
     *               possible, the next {@link #catchUp} learns
     */
    void prepare(Map<Scope, List<Budget>> budgets, BooleanSupplier stored, Instant now) {
        Map<Scope, List<BudgetMeter>> unknown = new LinkedHashMap<>();
        budgets.forEach((scope, each) -> {
            List<BudgetMeter> ofScope = unknown(scope, each);
            if (!ofScope.isEmpty()) {
                unknown.put(scope, ofScope);
            }
        });
        if (past != null) {
            unknown.forEach((scope, meters) ->
                    meters.forEach(meter -> meter.seed(before(scope, meter.period(), now), now)));
            return;
        }
        boolean alone = store.alone();
        if (!alone) {
            budgets.keySet().stream().filter(meters::containsKey).forEach(outdated::add);
        }
        boolean learned = unknown.isEmpty();
        try {
            learned = learned || learn(unknown, alone ? stored : () -> true, now);
        } finally {
            if (!learned) {
                outdated.addAll(unknown.keySet());
            }
        }
    }

    private List<BudgetMeter> unknown(Scope scope, List<Budget> budgets) {
        List<BudgetMeter> unknown = new ArrayList<>();
        for (Budget budget : budgets) {
            BudgetMeter meter = meter(scope, budget.period());
            if (!meter.ask(meter::isKnown) && !unknown.contains(meter)) {
                unknown.add(meter);
            }
        }
        return unknown;
    }

    /** Learns what {@link #prepare} could not. @param stored see {@link #refresh} */
    public void catchUp(BooleanSupplier stored, Instant now) {
        Set<Scope> todo = Set.copyOf(outdated);
        if (!todo.isEmpty()) {
            learnOutdated(todo, stored, now);
        }
    }

    /** What becomes outdated again meanwhile stays so. */
    private boolean learnOutdated(Set<Scope> scopes, BooleanSupplier stored, Instant now) {
        boolean learned = false;
        outdated.removeAll(scopes);
        try {
            learned = learn(scopes, stored, now);
            return learned;
        } finally {
            if (!learned) {
                outdated.addAll(scopes);
            }
        }
    }

    /**
     * Learns what others on the same store spent, of budgets whose sums changed since the last time.
     *
     * @param stored waits until the store has everything that was spent here, and says whether it has
     */
    public void refresh(BooleanSupplier stored, Instant now) {
        learning.lock();
        try {
            Map<Scope, Long> sums = new HashMap<>();
            for (SpendRow row : store.ledger(mapper -> mapper.slots(now.minus(RECENT)))) {
                Scope scope = Scope.of(row);
                if (meters.containsKey(scope)) {
                    sums.merge(scope, row.amount(), Math::addExact);
                }
            }
            Set<Scope> changed = new LinkedHashSet<>(outdated);
            sums.keySet().stream()
                    .filter(scope -> !Objects.equals(sums.get(scope), seen.get(scope)))
                    .forEach(changed::add);
            if (!changed.isEmpty() && learnOutdated(changed, stored, now)) {
                changed.forEach(scope -> seen.put(scope, sums.getOrDefault(scope, 0L)));
            }
        } finally {
            learning.unlock();
        }
    }

    /**
     * Learns anew what some have spent.
     *
     * @param stored see {@link #refresh}
     * @return whether it was possible
     */
    boolean learn(Collection<Scope> scopes, BooleanSupplier stored, Instant now) {
        Map<Scope, List<BudgetMeter>> all = new LinkedHashMap<>();
        scopes.forEach(scope -> all.put(scope, meters(scope)));
        return learn(all, stored, now);
    }

    private boolean learn(Map<Scope, List<BudgetMeter>> all, BooleanSupplier stored, Instant now) {
        learning.lock();
        try {
            each(all, BudgetMeter::beginRefresh);
            boolean possible = stored.getAsBoolean();
            if (possible) {
                all.forEach((scope, meters) -> meters.forEach(meter -> {
                    SortedMap<Instant, Long> amounts = before(scope, meter.period(), now);
                    meter.change(() -> meter.endRefresh(amounts, now));
                }));
            }
            return possible;
        } finally {
            each(all, BudgetMeter::abandonRefresh); // those that did not end
            learning.unlock();
        }
    }

    private static void each(Map<Scope, List<BudgetMeter>> all, Consumer<BudgetMeter> action) {
        all.values().forEach(meters -> meters.forEach(meter -> meter.change(() -> action.accept(meter))));
    }

    private SortedMap<Instant, Long> before(Scope scope, Optional<Period> period, Instant now) {
        SortedMap<Instant, Long> amounts = new TreeMap<>();
        Past known = past;
        if (period.isEmpty()) {
            Long total = known == null
                    ? store.ledger(mapper -> mapper.total(scope.label(), scope.id()))
                    : known.totals().get(scope);
            if (total != null && total != 0) {
                amounts.put(Instant.EPOCH, total);
            }
            return amounts;
        }
        Instant start = period.get().start(now);
        Instant since = BudgetMeter.slot(start.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : start);
        if (known != null && !since.isBefore(known.since())) {
            return known.slots().getOrDefault(scope, new TreeMap<>()).tailMap(since);
        }
        List<SpendRow> rows = store.ledger(mapper -> mapper.slotsOf(scope.label(), scope.id(), since));
        rows.forEach(row -> amounts.merge(row.slot(), row.amount(), Math::addExact));
        return amounts;
    }

    /** The meter of one period; a new one if nobody said that there is such a budget. */
    BudgetMeter meter(Scope scope, Optional<Period> period) {
        return find(scope, period)
                .orElseGet(() -> find(meters.merge(scope, List.of(new BudgetMeter(period)), Spent::joined), period)
                        .orElseThrow());
    }

    /** The meter of one period, if there is such a budget. */
    Optional<BudgetMeter> find(Scope scope, Optional<Period> period) {
        return find(meters(scope), period);
    }

    private List<BudgetMeter> meters(Scope scope) {
        return meters.getOrDefault(scope, List.of());
    }

    private static Optional<BudgetMeter> find(List<BudgetMeter> meters, Optional<Period> period) {
        for (BudgetMeter meter : meters) {
            if (meter.period().equals(period)) {
                return Optional.of(meter);
            }
        }
        return Optional.empty();
    }

    /** Those of one list, and the one of another unless its period has a meter. */
    private static List<BudgetMeter> joined(List<BudgetMeter> known, List<BudgetMeter> one) {
        return find(known, one.getFirst().period()).isPresent()
                ? known
                : Stream.concat(known.stream(), one.stream()).toList();
    }

    /** Does something with each meter of somebody, with its lock held. */
    void each(Scope scope, Consumer<BudgetMeter> action) {
        meters(scope).forEach(meter -> meter.change(() -> action.accept(meter)));
    }
}
