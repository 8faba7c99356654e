package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.EntityKind;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Sees to it that what was spent of a budget is known before the first call that it counts. */
public final class Budgets {
    private final Directory directory;
    private final Spending spending;
    private final BooleanSupplier stored;
    private final InstantSource clock;

    /** Learns for a directory. @param stored waits until the store has everything that was spent here, and says whether it has */
    public Budgets(Directory directory, Spending spending, BooleanSupplier stored, InstantSource clock) {
        this.directory = directory;
        this.spending = spending;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * Learns what was spent of the budgets of an account. Blocks.
     *
     * @param first whether it was not known before
     */
    public void prepare(Account account, boolean first) {
        Map<Scope, List<Budget>> budgets = new LinkedHashMap<>();
        collect(account, budgets);
        // Nobody can have called with a new key, unless it takes the place of another.
        boolean unused =
                first && account.kind() == EntityKind.KEY && account.spendId().equals(account.id());
        spending.prepare(budgets, unused ? () -> true : stored, clock.instant());
    }

    private void collect(Account account, Map<Scope, List<Budget>> budgets) {
        switch (account.kind()) {
            case ORGANIZATION -> add(Scope.Kind.ORGANIZATION, account, budgets);
            case TEAM -> collectTeam(account, budgets);
            case PROJECT -> add(Scope.Kind.PROJECT, account, budgets);
            case USER -> add(Scope.Kind.USER, account, budgets);
            case KEY -> {
                add(Scope.Kind.KEY, account, budgets);
                addModels(account, account, budgets);
                directory.teamOf(account).ifPresent(team -> addModels(account, team, budgets));
            }
            case CUSTOMER -> add(Scope.Kind.CUSTOMER, account, budgets);
            case TAG -> add(Scope.Kind.TAG, account, budgets);
            case BUDGET -> directory.referringTo(account.id()).forEach(each -> collect(each, budgets));
            case MODEL, CREDENTIAL -> {
                // they spend nothing
            }
        }
    }

    private void collectTeam(Account team, Map<Scope, List<Budget>> budgets) {
        add(Scope.Kind.TEAM, team, budgets);
        team.members()
                .forEach((user, member) ->
                        add(Scope.member(team.id(), user), member.limits().budgets(), budgets));
        if (directory.limitsOf(team).stream()
                .anyMatch(limits -> !limits.modelBudgets().isEmpty())) {
            directory
                    .keys(key -> directory.teamOf(key).filter(team::equals).isPresent())
                    .forEach(key -> addModels(key, team, budgets));
        }
    }

    private void add(Scope.Kind kind, Account account, Map<Scope, List<Budget>> budgets) {
        List<Budget> own = directory.limitsOf(account).stream()
                .flatMap(each -> each.budgets().stream())
                .toList();
        add(new Scope(kind, account.spendId()), own, budgets);
    }

    /** What a key may spend on single models by its own limits, or by those of its team. */
    private void addModels(Account key, Account limited, Map<Scope, List<Budget>> budgets) {
        directory
                .limitsOf(limited)
                .forEach(limits -> limits.modelBudgets()
                        .forEach((model, budget) ->
                                add(Scope.keyModel(key.spendId(), model), List.of(budget), budgets)));
    }

    private static void add(Scope scope, List<Budget> more, Map<Scope, List<Budget>> budgets) {
        budgets.computeIfAbsent(scope, _ -> new ArrayList<>()).addAll(more);
    }
}
