package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Period;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.SpendRow;
import dev.switchboard.spi.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * What was spent of every budget, in memory. The store is asked when a budget is new here; from then on every call that ends
 * is counted. Safe for use by any thread.
 */
public final class Spending {
    /** Longer than any period that is not for ever is looked back. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Store store;
    private final BiConsumer<Scope, Money> onSoft;
    private final Map<Scope, Map<Optional<Period>, BudgetMeter>> meters = new ConcurrentHashMap<>();

    /** Nothing known yet. @param onSoft told once a period when a soft budget is spent */
    public Spending(Store store, BiConsumer<Scope, Money> onSoft) {
        this.store = store;
        this.onSoft = onSoft;
    }

    /** What one attempt of a call has reserved. Given back once. */
    public static final class Reservation {
        private final List<BudgetClaim> claims;

        private Reservation(List<BudgetClaim> claims) {
            this.claims = claims;
        }

        /** Gives it back. */
        public void release() {
            claims.forEach(BudgetClaim::release);
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
        for (Budget budget : budgets) {
            Map<Optional<Period>, BudgetMeter> known = meters.computeIfAbsent(scope, each -> new ConcurrentHashMap<>());
            if (!known.containsKey(budget.period())) {
                BudgetMeter meter = new BudgetMeter(budget.period());
                meter.seed(spentBefore(scope, budget.period(), now), now);
                known.putIfAbsent(budget.period(), meter);
            }
        }
    }

    private SortedMap<Instant, Long> spentBefore(Scope scope, Optional<Period> period, Instant now) {
        SortedMap<Instant, Long> amounts = new TreeMap<>();
        if (period.isEmpty()) {
            Long total = store.ledger(mapper -> mapper.total(scope.label(), scope.id()));
            amounts.put(Instant.EPOCH, total == null ? 0 : total);
            return amounts;
        }
        Instant start = period.get().start(now);
        Instant since = start.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : start;
        List<SpendRow> rows = store.ledger(mapper -> mapper.slotsOf(scope.label(), scope.id(), since));
        rows.forEach(row -> amounts.merge(row.slot(), row.amount(), Math::addExact));
        return amounts;
    }

    /** Reserves a sum of every budget that subjects have for a model. */
    public Outcome reserve(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        List<BudgetClaim> claims =
                new ArrayList<>(claims(subjects, key, model, amount).values());
        return Claim.takeAll(claims, now)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Reserved(new Reservation(claims)));
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
    private Map<BudgetMeter, BudgetClaim> claims(List<Subject> subjects, String key, String model, Money amount) {
        Map<BudgetMeter, BudgetClaim> claims = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            subject.limits().forEach(limits -> {
                limits.budgets().forEach(budget -> add(claims, subject.scope(), subject.name(), budget, amount));
                Budget ofModel = limits.modelBudgets().get(model);
                if (ofModel != null && subject.models()) {
                    add(
                            claims,
                            Scope.keyModel(key, model),
                            subject.name() + " for model \"" + model + "\"",
                            ofModel,
                            amount);
                }
            });
        }
        return claims;
    }

    private void add(Map<BudgetMeter, BudgetClaim> claims, Scope scope, String name, Budget budget, Money amount) {
        budget.most().ifPresent(most -> {
            BudgetMeter meter = meters.computeIfAbsent(scope, each -> new ConcurrentHashMap<>())
                    .computeIfAbsent(budget.period(), BudgetMeter::new);
            claims.merge(
                    meter,
                    new BudgetClaim(meter, name, most, amount),
                    (one, other) -> one.limit() <= other.limit() ? one : other);
        });
    }

    /** Counts what an attempt cost, for everything it is charged to. */
    public void spend(List<Scope> scopes, Money cost, Instant at, Instant now) {
        if (cost.nanos() == 0) {
            return;
        }
        for (Scope scope : scopes) {
            meters.getOrDefault(scope, Map.of()).values().forEach(meter -> {
                meter.lock().lock();
                try {
                    meter.spend(cost.nanos(), at, now);
                } finally {
                    meter.lock().unlock();
                }
            });
        }
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

    /** What was spent of each budget of a scope, in its present period. */
    public Map<Optional<Period>, Money> spent(Scope scope, Instant now) {
        Map<Optional<Period>, Money> spent = new HashMap<>();
        meters.getOrDefault(scope, Map.of()).forEach((period, meter) -> {
            meter.lock().lock();
            try {
                spent.put(period, new Money(meter.spent(now)));
            } finally {
                meter.lock().unlock();
            }
        });
        return spent;
    }

    /** Forgets what was counted for a scope, so that it is learned anew. */
    public void forget(Scope scope) {
        meters.remove(scope);
    }
}
