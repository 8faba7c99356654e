package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.RateLeaseRow;
import dev.switchboard.accounts.store.row.SpendRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holdings in values that gateways share. What was spent, and what of a gateway's spending is stored, stays in the database, and is
 * read there as it is at one moment, without a lock: both grow together, so it does not matter how old that moment is. If the
 * values were lost, nobody takes anything before every gateway that is alive by the database has said anew what it holds.
 */
final class SharedHoldings implements Holdings {
    private static final String BUDGET = "budget/";

    private final Store store;
    private final String node;
    private final SharedBook book;
    private final Set<Scope> counted = new HashSet<>();

    SharedHoldings(Store store, String node, SharedBook book) {
        this.store = store;
        this.node = node;
        this.book = book;
    }

    /** The name of somebody's budgets. */
    static String name(Scope scope) {
        return BUDGET + scope.label() + "/" + scope.id();
    }

    private static Scope scope(String name) {
        int end = name.indexOf('/', BUDGET.length());
        return Scope.of(name.substring(BUDGET.length(), end), name.substring(end + 1));
    }

    @Override
    public void look() {
        book.look();
    }

    @Override
    public void forfeit() {
        counted.clear();
        book.forfeit();
    }

    @Override
    public boolean begin(Set<String> gateways) {
        return book.begin(gateways);
    }

    @Override
    public Set<Scope> budgetsWantedByOthers() {
        return book.wantedByOthers().stream()
                .filter(name -> name.startsWith(BUDGET))
                .map(SharedHoldings::scope)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> limitsWantedByOthers() {
        return book.wantedByOthers().stream()
                .filter(name -> !name.startsWith(BUDGET))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Scope> exchangeBudgets(List<Scope> scopes, Function<Books, List<LeaseRow>> plan) {
        countFromNowOn(scopes);
        List<String> names = scopes.stream().map(SharedHoldings::name).toList();
        return book
                .exchange(
                        names,
                        page -> store.leases(mapper -> {
                            // What is stored of shares first: of sums that are read later there is never too little.
                            Map<Scope, List<LeaseRow>> held = held(scopes, page, mapper.of(scopes));
                            Map<Scope, Long> totals = mapper.totals(scopes).stream()
                                    .collect(Collectors.toMap(Scope::of, SpendRow::amount));
                            Books books = new Books(mapper, totals, held);
                            return plan.apply(books).stream()
                                    .map(row -> new SharedBook.Own(name(Scope.of(row)), row.granted(), row.wanted()))
                                    .toList();
                        }))
                .stream()
                .map(SharedHoldings::scope)
                .collect(Collectors.toSet());
    }

    /** Has the database count what this gateway spends, from before it holds anything. */
    private void countFromNowOn(List<Scope> scopes) {
        List<Scope> fresh =
                scopes.stream().filter(scope -> !counted.contains(scope)).toList();
        if (!fresh.isEmpty()) {
            store.leases(mapper -> mapper.grant(fresh.stream()
                    .map(scope -> new LeaseRow(scope.label(), scope.id(), node, LeaseRow.ELSEWHERE, 0, false))
                    .toList()));
            counted.addAll(fresh);
        }
    }

    /** What gateways hold by the shared values, with what is stored of their spending by the database. */
    private static Map<Scope, List<LeaseRow>> held(
            List<Scope> scopes, Map<String, Map<String, Long>> page, List<LeaseRow> stored) {
        Map<Scope, Map<String, Long>> used = new HashMap<>();
        stored.forEach(row ->
                used.computeIfAbsent(Scope.of(row), each -> new HashMap<>()).put(row.node(), row.used()));
        Map<Scope, List<LeaseRow>> held = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            Map<String, Long> granted = page.getOrDefault(name(scope), Map.of());
            Map<String, Long> usedOf = used.getOrDefault(scope, Map.of());
            Set<String> nodes = new HashSet<>(granted.keySet());
            nodes.addAll(usedOf.keySet());
            List<LeaseRow> rows = new ArrayList<>();
            nodes.forEach(each -> rows.add(new LeaseRow(
                    scope.label(),
                    scope.id(),
                    each,
                    granted.getOrDefault(each, 0L),
                    usedOf.getOrDefault(each, 0L),
                    false)));
            held.put(scope, rows);
        }
        return held;
    }

    @Override
    public Set<String> exchangeLimits(List<String> names, Function<Map<String, Long>, List<RateLeaseRow>> plan) {
        return book.exchange(names, page -> {
            Map<String, Long> elsewhere = new HashMap<>();
            page.forEach((name, granted) -> granted.forEach((other, amount) -> {
                if (!other.equals(node)) {
                    elsewhere.merge(name, amount, Math::addExact);
                }
            }));
            return plan.apply(elsewhere).stream()
                    .map(row -> new SharedBook.Own(row.name(), row.granted(), row.wanted()))
                    .toList();
        });
    }
}
