package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Reserves sums of budgets before calls, and puts what they cost in their place after them. Safe for use by any thread. */
public final class Spending {
    private final Spent spent;
    private final BiConsumer<Scope, Money> onSoft;
    /** What this gateway holds of budgets that it shares with others; empty if it shares none. */
    private final Optional<Slices> slices;

    /**
     * Nothing reserved yet.
     *
     * @param slices what this gateway holds of budgets that it shares with others; empty if it shares none
     * @param onSoft told once a period when a soft budget is spent
     */
    public Spending(Spent spent, Optional<Slices> slices, BiConsumer<Scope, Money> onSoft) {
        this.spent = spent;
        this.slices = slices;
        this.onSoft = onSoft;
    }

    /** What one attempt of a call has reserved. Not safe for use by several threads. */
    public static final class Reservation {
        private final List<MoneyClaim> claims;

        private Reservation(List<MoneyClaim> claims) {
            this.claims = claims;
        }

        /** Gives back what was not given back yet. */
        public void release() {
            claims.forEach(MoneyClaim::release);
            claims.clear();
        }

        /** Gives back what is of one meter, with its lock held. */
        private void release(Meter meter) {
            for (int i = claims.size() - 1; i >= 0; i--) {
                if (claims.get(i).meter() == meter) {
                    claims.remove(i).undo();
                }
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

    /**
     * Learns from the store what was spent of budgets that are new here. Blocks.
     *
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @throws dev.switchboard.accounts.store.StoreException if it cannot be asked
     */
    public void prepare(Map<Scope, List<Budget>> budgets, BooleanSupplier stored, Instant now) {
        slices.ifPresent(it -> budgets.forEach(it::know));
        spent.prepare(budgets, stored, now);
    }

    /**
     * Learns anew what somebody has spent, after that was changed in the store. Blocks.
     *
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @throws dev.switchboard.accounts.store.StoreException if it cannot be asked
     */
    public void learnAnew(Scope scope, BooleanSupplier stored, Instant now) {
        slices.ifPresent(it -> it.forgetKnown(scope));
        spent.learn(List.of(scope), stored, now);
    }

    /**
     * Reserves a sum of every budget that subjects have for a model. If too little of a shared budget is held here, waits up to a
     * second for more.
     */
    public Outcome reserve(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        if (slices.isEmpty() || amount.nanos() == 0) {
            return tryReserve(subjects, key, model, amount, now);
        }
        Rounds.Wait wait = slices.get().patience();
        while (true) {
            wait.begin();
            Outcome outcome = tryReserve(subjects, key, model, amount, now);
            if (!(outcome instanceof Outcome.Refused refused && refused.error().kind() == ErrorKind.RATE_LIMIT)
                    || !wait.again()) {
                return outcome;
            }
        }
    }

    /** Why subjects may spend nothing more; empty if something is left of all budgets. Reserves nothing, and does not wait. */
    public Optional<GatewayError> refuse(List<Subject> subjects, String key, String model, Instant now) {
        List<MoneyClaim> claims = claims(subjects, key, model, Money.ZERO, now);
        Optional<GatewayError> refusal = Optional.empty();
        for (int i = 0; i < claims.size() && refusal.isEmpty(); i++) {
            refusal = claims.get(i).ask(now);
        }
        lookAfter(claims, refusal.isPresent());
        return refusal;
    }

    private Outcome tryReserve(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        List<MoneyClaim> claims = claims(subjects, key, model, amount, now);
        Optional<GatewayError> refusal = Claim.takeAll(claims, now);
        lookAfter(claims, refusal.isPresent());
        return refusal.<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Reserved(new Reservation(claims)));
    }

    /** Has more of a shared budget brought here before it is all gone. */
    private void lookAfter(List<MoneyClaim> claims, boolean refused) {
        for (MoneyClaim claim : claims) {
            if (claim instanceof SliceClaim slice && slice.wantsMore(refused)) {
                slices.orElseThrow().urgent(slice.meter());
            }
        }
    }

    /** Whether subjects have a budget that counts for a model. */
    public boolean isLimited(List<Subject> subjects, String model) {
        for (Subject subject : subjects) {
            for (Limits limits : subject.limits()) {
                if (limits.modelBudgets().containsKey(model) || limits.hasBudget()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One claim for each meter: of several budgets of the same period the smallest counts. */
    private List<MoneyClaim> claims(List<Subject> subjects, String key, String model, Money amount, Instant now) {
        List<MoneyClaim> claims = new ArrayList<>();
        for (Subject subject : subjects) {
            add(claims, subject.meters(this::meters), subject.name(), amount, now);
            List<Budget> ofModel = subject.models() ? budgets(subject, model) : List.of();
            if (!ofModel.isEmpty()) {
                add(claims, meters(Scope.keyModel(key, model), ofModel), subject.nameFor(model), amount, now);
            }
        }
        return claims;
    }

    private BudgetMeters meters(Subject subject) {
        return meters(subject.scope(), subject.budgets());
    }

    private BudgetMeters meters(Scope scope, List<Budget> budgets) {
        List<Budget> shared = slices.isPresent() ? Slices.shared(budgets) : List.of();
        return new BudgetMeters(
                shared.isEmpty()
                        ? Optional.empty()
                        : slices.map(it -> new BudgetMeters.Slice(it.meter(scope, shared), shared)),
                budgets.stream()
                        .filter(budget -> budget.most().isPresent() && !shared.contains(budget))
                        .map(budget -> new BudgetMeters.Own(spent.meter(scope, budget.period()), budget))
                        .toList());
    }

    private static List<Budget> budgets(Subject subject, String model) {
        List<Budget> budgets = List.of();
        for (Limits limits : subject.limits()) {
            Budget budget = limits.modelBudgets().get(model);
            if (budget != null) {
                budgets = budgets.isEmpty() ? new ArrayList<>() : budgets;
                budgets.add(budget);
            }
        }
        return budgets;
    }

    private static void add(List<MoneyClaim> claims, BudgetMeters meters, String name, Money amount, Instant now) {
        meters.slice()
                .ifPresent(slice -> Claim.add(
                        claims, new SliceClaim(slice.meter(), name, slice.budgets(), amount), SliceClaim::and));
        for (BudgetMeters.Own own : meters.own()) {
            Money most = own.budget().mostAt(now).orElseThrow();
            Claim.add(claims, new BudgetClaim(own.meter(), name, most, amount), Claim::smaller);
        }
    }

    /**
     * Counts what an attempt cost, for everything it is charged to, and gives back what it had reserved: of each budget both at
     * once, so that no call sees the sum twice, or not at all.
     */
    public void settle(Reservation reservation, List<Scope> scopes, Money cost, Instant at, Instant now) {
        for (Scope scope : scopes) {
            spent.each(scope, meter -> {
                if (cost.nanos() != 0) {
                    meter.spend(cost.nanos(), at, now);
                }
                reservation.release(meter);
            });
            slices.map(it -> it.find(scope))
                    .ifPresent(meter -> meter.change(() -> {
                        meter.spend(cost.nanos());
                        reservation.release(meter);
                    }));
        }
        reservation.release();
    }

    /** Tells of soft budgets that are spent. */
    public void watchSoft(List<Subject> subjects, Instant now) {
        for (Subject subject : subjects) {
            for (Limits limits : subject.limits()) {
                for (Budget budget : limits.budgets()) {
                    budget.soft().ifPresent(soft -> watch(subject.scope(), budget, soft, now));
                }
            }
        }
    }

    private void watch(Scope scope, Budget budget, Money soft, Instant now) {
        boolean tell = spent.find(scope, budget.period())
                .map(meter -> meter.ask(() -> meter.spent(now) >= soft.nanos() && meter.warn()))
                .orElse(false);
        if (tell) {
            onSoft.accept(scope, soft);
        }
    }
}
