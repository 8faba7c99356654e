package dev.switchboard.accounts.gate;

import dev.switchboard.accounts.directory.Account;
import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.limit.Spending;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.row.EntityKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

    /** Learns what was spent of the budgets of an account. Blocks. */
    public void prepare(Account account) {
        Instant now = clock.instant();
        switch (account.kind()) {
            case ORGANIZATION -> prepare(Scope.Kind.ORGANIZATION, account, now);
            case TEAM -> {
                prepare(Scope.Kind.TEAM, account, now);
                account.members()
                        .forEach((user, member) -> spending.prepare(
                                Scope.member(account.id(), user),
                                member.limits().budgets(),
                                stored,
                                now));
            }
            case PROJECT -> prepare(Scope.Kind.PROJECT, account, now);
            case USER -> prepare(Scope.Kind.USER, account, now);
            case KEY -> {
                prepare(Scope.Kind.KEY, account, now);
                account.limits()
                        .modelBudgets()
                        .forEach((model, budget) -> spending.prepare(
                                Scope.keyModel(account.spendId(), model), List.of(budget), stored, now));
            }
            case CUSTOMER -> prepare(Scope.Kind.CUSTOMER, account, now);
            case TAG -> prepare(Scope.Kind.TAG, account, now);
            case BUDGET -> directory.referringTo(account.id()).forEach(this::prepare);
            case MODEL, CREDENTIAL -> {
                // they spend nothing
            }
        }
    }

    private void prepare(Scope.Kind kind, Account account, Instant now) {
        List<Budget> budgets = new ArrayList<>(account.limits().budgets());
        account.limits()
                .budgetId()
                .flatMap(id -> directory.get(EntityKind.BUDGET, id))
                .ifPresent(budget -> budgets.addAll(budget.limits().budgets()));
        spending.prepare(new Scope(kind, account.spendId()), budgets, stored, now);
    }
}
