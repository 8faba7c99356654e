package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.SpendRow;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was spent of every budget, in memory. The store is asked when a budget is new here; from then on every call that ends
 * is counted. Safe for use by any thread.
 */
public final class Spending {
    /** Longer than any period that is not for ever is looked back. */
    private static final Duration LONGEST = Duration.ofDays(400);
    /** What is read at once: as far as a calendar's month reaches back. */
    private static final Duration MONTH = Duration.ofDays(32);
    /** Where sums are looked for that changed: two slots. */
    private static final Duration RECENT = Duration.ofMinutes(30);

    private final Store store;
    private final BiConsumer<Scope, Money> onSoft;
    /** What this gateway holds of budgets that it shares with others; empty if it shares none. */
    private final Optional<Slices> slices;

    private final Map<Scope, Map<Optional<Period>, BudgetMeter>> meters = new ConcurrentHashMap<>();
    /** What the store said at the last refresh; for its one thread. */
    private final Map<Scope, Long> seen = new HashMap<>();

    private volatile @Nullable Past past;

    /**
     * Nothing known yet.
     *
     * @param slices what this gateway holds of budgets that it shares with others; empty if it shares none
     * @param onSoft told once a period when a soft budget is spent
     */
    public Spending(Store store, Optional<Slices> slices, BiConsumer<Scope, Money> onSoft) {
        this.store = store;
        this.slices = slices;
        this.onSoft = onSoft;
    }

    /** What the store knows, read at once for the time in which many budgets are new. */
    private record Past(Instant since, Map<Scope, Long> totals, Map<Scope, SortedMap<Instant, Long>> slots) {}

    /**
     * Runs what makes many budgets known, for which the store is asked once for all. Blocks.
     *
     * @throws dev.switchboard.accounts.store.StoreException if it cannot be asked
     */
    public void whileLoading(Runnable load, Instant now) {
        Instant since = now.minus(MONTH);
        Map<Scope, Long> totals = new HashMap<>();
        Map<Scope, SortedMap<Instant, Long>> slots = new HashMap<>();
        store.ledger(mapper -> mapper.totals())
                .forEach(row -> totals.put(Scope.parse(row.kind(), row.id()), row.amount()));
        store.ledger(mapper -> mapper.slots(since))
                .forEach(row -> slots.computeIfAbsent(Scope.parse(row.kind(), row.id()), each -> new TreeMap<>())
                        .merge(row.slot(), row.amount(), Math::addExact));
        past = new Past(since, totals, slots);
        try {
            load.run();
        } finally {
            past = null;
        }
    }

    /** What one attempt of a call has reserved. Not safe for use by several threads. */
    public static final class Reservation {
        private final Map<Meter, MoneyClaim> claims;

        private Reservation(Map<Meter, MoneyClaim> claims) {
            this.claims = claims;
        }

        /** Gives back what was not given back yet. */
        public void release() {
            claims.values().forEach(MoneyClaim::release);
            claims.clear();
        }

        /** Gives back what is of one meter, with its lock held. */
        private void release(Meter meter) {
            MoneyClaim claim = claims.remove(meter);
            if (claim != null) {
                claim.undo();
            }
        }
    }

    /** Either what was reserved, or why it was not. */
    public sealed interface Outcome {
        /** It was. */
        record Reserved(Reservation reservation) implements Outcome {}

        /** It was not, and nothing was. */
        record Refused(GatewayError error) implements Outcome {}
    }

    /** Learns from the store what was spent of budgets that are new here. @throws dev.switchboard.accounts.store.StoreException if it cannot be asked */
    public void prepare(Scope scope, Collection<Budget> budgets, Instant now) {
        slices.ifPresent(it -> it.know(scope, budgets));
        for (Budget budget : budgets) {
            Map<Optional<Period>, BudgetMeter> known = meters.computeIfAbsent(scope, each -> new ConcurrentHashMap<>());
            if (!known.containsKey(budget.period())) {
                BudgetMeter meter = new BudgetMeter(budget.period());
                meter.seed(spentBefore(scope, budget.period(), now), now);
                known.putIfAbsent(budget.period(), meter);
            }
        }
    }

    /**
     * Learns what other gateways on the same store spent, of budgets whose sums changed since the last time. Blocks.
     *
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @throws dev.switchboard.accounts.store.StoreException if the store cannot be asked
     */
    public void refresh(BooleanSupplier stored, Instant now) {
        Map<Scope, Long> sums = new HashMap<>();
        for (SpendRow row : store.ledger(mapper -> mapper.slots(now.minus(RECENT)))) {
            Scope scope = Scope.parse(row.kind(), row.id());
            if (meters.containsKey(scope)) {
                sums.merge(scope, row.amount(), Math::addExact);
            }
        }
        List<Scope> changed = sums.keySet().stream()
                .filter(scope -> !Objects.equals(sums.get(scope), seen.get(scope)))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        changed.forEach(scope -> each(scope, BudgetMeter::beginRefresh));
        if (!stored.getAsBoolean()) {
            changed.forEach(scope -> each(scope, BudgetMeter::abandonRefresh));
            return;
        }
        for (Scope scope : changed) {
            meters.getOrDefault(scope, Map.of()).forEach((period, meter) -> {
                SortedMap<Instant, Long> amounts = spentBefore(scope, period, now);
                locked(meter, each -> each.endRefresh(amounts, now));
            });
            seen.put(scope, sums.getOrDefault(scope, 0L));
        }
    }

    private void each(Scope scope, Consumer<BudgetMeter> action) {
        meters.getOrDefault(scope, Map.of()).values().forEach(meter -> locked(meter, action));
    }

    private static void locked(BudgetMeter meter, Consumer<BudgetMeter> action) {
        meter.lock().lock();
        try {
            action.accept(meter);
        } finally {
            meter.lock().unlock();
        }
    }

    private SortedMap<Instant, Long> spentBefore(Scope scope, Optional<Period> period, Instant now) {
        SortedMap<Instant, Long> amounts = new TreeMap<>();
        Past known = past;
        if (period.isEmpty()) {
            Long total = known == null
                    ? store.ledger(mapper -> mapper.total(scope.label(), scope.id()))
                    : known.totals().get(scope);
            amounts.put(Instant.EPOCH, total == null ? 0 : total);
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

    /**
     * Reserves a sum of every budget that subjects have for a model. If too little of a shared budget is held here, waits up to a
     * second for more.
     */
    public Outcome reserve(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        if (slices.isEmpty() || amount.nanos() == 0) {
            return tryReserve(subjects, key, model, amount, now);
        }
        Slices.Wait wait = slices.get().new Wait();
        while (true) {
            wait.begin();
            Outcome outcome = tryReserve(subjects, key, model, amount, now);
            if (!(outcome instanceof Outcome.Refused refused && refused.error().kind() == ErrorKind.RATE_LIMIT)
                    || !wait.again()) {
                return outcome;
            }
        }
    }

    private Outcome tryReserve(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        Map<Meter, MoneyClaim> claims = claims(subjects, key, model, amount, now);
        Optional<GatewayError> refusal = Claim.takeAll(List.copyOf(claims.values()), now);
        claims.values().forEach(claim -> lookAfter(claim, refusal.isPresent()));
        return refusal.<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Reserved(new Reservation(claims)));
    }

    /** Has more of a shared budget brought here before it is all gone. */
    private void lookAfter(MoneyClaim claim, boolean refused) {
        if (claim instanceof SliceClaim slice && slice.wantsMore(refused)) {
            slices.orElseThrow().urgent(slice.meter().scope());
        }
    }

    /** Whether subjects have a budget that counts for a model. */
    public boolean isLimited(List<Subject> subjects, String model) {
        return subjects.stream()
                .flatMap(subject -> subject.limits().stream())
                .anyMatch(limits ->
                        limits.budgets().stream().anyMatch(each -> each.most().isPresent())
                                || limits.modelBudgets().containsKey(model));
    }

    /** One claim for each meter: of several budgets of the same period the smallest counts. */
    private Map<Meter, MoneyClaim> claims(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        Map<Meter, MoneyClaim> claims = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<Budget> budgets = subject.limits().stream()
                    .flatMap(limits -> limits.budgets().stream())
                    .toList();
            add(claims, subject.scope(), subject.name(), budgets, amount, now);
            List<Budget> ofModel = subject.models()
                    ? subject.limits().stream()
                            .flatMap(limits ->
                                    Optional.ofNullable(limits.modelBudgets().get(model)).stream())
                            .toList()
                    : List.of();
            add(
                    claims,
                    Scope.keyModel(key, model),
                    subject.name() + " for model \"" + model + "\"",
                    ofModel,
                    amount,
                    now);
        }
        return claims;
    }

    private void add(
            Map<Meter, MoneyClaim> claims, Scope scope, String name, List<Budget> budgets, Money amount, Instant now) {
        List<Budget> shared = slices.isPresent() ? Slices.shared(budgets) : List.of();
        if (!shared.isEmpty()) {
            SliceMeter meter = slices.orElseThrow().meter(scope, shared);
            claims.merge(meter, new SliceClaim(meter, name, shared, amount), SliceClaim::and);
        }
        budgets.stream()
                .filter(budget -> !shared.contains(budget))
                .forEach(budget -> addOwn(claims, scope, name, budget, amount, now));
    }

    private void addOwn(
            Map<Meter, MoneyClaim> claims, Scope scope, String name, Budget budget, Money amount, Instant now) {
        budget.mostAt(now).ifPresent(most -> {
            BudgetMeter meter = meters.computeIfAbsent(scope, each -> new ConcurrentHashMap<>())
                    .computeIfAbsent(budget.period(), BudgetMeter::new);
            claims.merge(
                    meter,
                    new BudgetClaim(meter, name, most, amount),
                    (one, other) -> one.limit() <= other.limit() ? one : other);
        });
    }

    /**
     * Counts what an attempt cost, for everything it is charged to, and gives back what it had reserved: of each budget both at
     * once, so that no call sees the sum twice, or not at all.
     */
    public void settle(Reservation reservation, List<Scope> scopes, Money cost, Instant at, Instant now) {
        for (Scope scope : scopes) {
            each(scope, meter -> {
                if (cost.nanos() != 0) {
                    meter.spend(cost.nanos(), at, now);
                }
                reservation.release(meter);
            });
            slices.map(it -> it.find(scope)).ifPresent(meter -> {
                meter.lock().lock();
                try {
                    meter.spend(cost.nanos());
                    reservation.release(meter);
                } finally {
                    meter.lock().unlock();
                }
            });
        }
        reservation.release();
    }

    /** Tells of soft budgets that are spent. */
    public void watchSoft(List<Subject> subjects, Instant now) {
        for (Subject subject : subjects) {
            for (var limits : subject.limits()) {
                for (Budget budget : limits.budgets()) {
                    budget.soft().ifPresent(soft -> watch(subject.scope(), budget, soft, now));
                }
            }
        }
    }

    private void watch(Scope scope, Budget budget, Money soft, Instant now) {
        BudgetMeter meter = meters.getOrDefault(scope, Map.of()).get(budget.period());
        if (meter == null) {
            return;
        }
        boolean tell;
        meter.lock().lock();
        try {
            tell = meter.spent(now) >= soft.nanos() && meter.warn();
        } finally {
            meter.lock().unlock();
        }
        if (tell) {
            onSoft.accept(scope, soft);
        }
    }
}
