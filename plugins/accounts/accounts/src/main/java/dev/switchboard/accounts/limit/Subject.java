package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Limits;
import dev.switchboard.accounts.store.Scope;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Somebody whose limits a call touches. Immutable to its users; safe for use by any thread. */
public final class Subject {
    private final Scope scope;
    private final String name;
    private final List<Limits> limits;
    private final boolean models;
    private volatile @Nullable BudgetMeters meters;
    private volatile @Nullable List<Rates.Metered> rates;

    /**
     * Somebody.
     *
     * @param scope   what they spend as
     * @param name    for messages, such as {@code team "blue"}
     * @param limits  their own, and those of a budget that they refer to
     * @param models  whether limits for single models count: of keys and teams
     */
    public Subject(Scope scope, String name, List<Limits> limits, boolean models) {
        this.scope = scope;
        this.name = name;
        this.limits = List.copyOf(limits);
        this.models = models;
    }

    /** What they spend as. */
    Scope scope() {
        return scope;
    }

    /** For messages. */
    String name() {
        return name;
    }

    /** The name where a limit is for one model. */
    String nameFor(String model) {
        return name + " for model \"" + model + "\"";
    }

    List<Limits> limits() {
        return limits;
    }

    /** Whether limits for single models count. */
    boolean models() {
        return models;
    }

    /** Their budgets, whatever the model. */
    List<Budget> budgets() {
        return limits.size() == 1
                ? limits.getFirst().budgets()
                : limits.stream().flatMap(each -> each.budgets().stream()).toList();
    }

    /** The meters of {@link #budgets}: looked for at the first call alone, since meters stay. */
    BudgetMeters meters(Function<Subject, BudgetMeters> finder) {
        BudgetMeters known = meters;
        if (known == null) {
            known = finder.apply(this);
            meters = known;
        }
        return known;
    }

    /** The rates that count whatever the model, with their meters: looked for as those. */
    List<Rates.Metered> rates(Function<Subject, List<Rates.Metered>> finder) {
        List<Rates.Metered> known = rates;
        if (known == null) {
            known = List.copyOf(finder.apply(this));
            rates = known;
        }
        return known;
    }
}
