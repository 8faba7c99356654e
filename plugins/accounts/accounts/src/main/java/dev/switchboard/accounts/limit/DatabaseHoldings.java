package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.RateLeaseRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Holdings in tables of the store, which are locked for as long as they are changed: what a plan adds is always granted. */
final class DatabaseHoldings implements Holdings {
    private final Store store;
    private final String node;

    DatabaseHoldings(Store store, String node) {
        this.store = store;
        this.node = node;
    }

    @Override
    public void look() {
        // the sign of life is asked of the same database
    }

    @Override
    public void forfeit() {
        // the store forgets it with the gateway
    }

    @Override
    public boolean begin(Set<String> gateways) {
        return true;
    }

    @Override
    public Set<Scope> budgetsWantedByOthers() {
        Set<Scope> wanted = new HashSet<>();
        store.leases(mapper -> mapper.wantedByOthers(node)).forEach(row -> wanted.add(Scope.of(row)));
        return wanted;
    }

    @Override
    public Set<String> limitsWantedByOthers() {
        return new HashSet<>(store.rates(mapper -> mapper.wantedByOthers(node)));
    }

    @Override
    public Set<Scope> exchangeBudgets(List<Scope> scopes, Function<Books, List<LeaseRow>> plan) {
        store.leases(mapper -> {
            mapper.anchor(scopes);
            Map<Scope, Long> totals = new HashMap<>();
            mapper.lock(scopes).forEach(row -> totals.put(Scope.of(row), row.amount()));
            Map<Scope, List<LeaseRow>> held = new HashMap<>();
            mapper.of(scopes)
                    .forEach(row -> held.computeIfAbsent(Scope.of(row), each -> new ArrayList<>())
                            .add(row));
            return mapper.grant(plan.apply(new Books(mapper, totals, held)));
        });
        return Set.copyOf(scopes);
    }

    @Override
    public Set<String> exchangeLimits(List<String> names, Function<Map<String, Long>, List<RateLeaseRow>> plan) {
        store.rates(mapper -> {
            mapper.lock();
            Map<String, Long> elsewhere = new HashMap<>();
            mapper.of(names).stream()
                    .filter(row -> !row.node().equals(node))
                    .forEach(row -> elsewhere.merge(row.name(), row.granted(), Math::addExact));
            return mapper.grant(plan.apply(elsewhere));
        });
        return Set.copyOf(names);
    }
}
