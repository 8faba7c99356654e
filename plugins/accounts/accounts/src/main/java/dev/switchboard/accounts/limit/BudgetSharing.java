package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.row.LeaseRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Shares budgets with other gateways. What a gateway may spend without asking is among the {@link Holdings}; a sum over all of them
 * and what is spent already never exceeds a budget. For one thread at a time.
 */
final class BudgetSharing {
    private final Holdings holdings;
    private final Slices slices;
    private final String node;
    private final Runnable expect;
    private final InstantSource clock;
    private final Applicants<SliceMeter> applicants = new Applicants<>(
            meter -> meter.scope().label() + "/" + meter.scope().id());

    /** @param expect see {@link Sharing} */
    BudgetSharing(Holdings holdings, Slices slices, String node, Runnable expect, InstantSource clock) {
        this.holdings = holdings;
        this.slices = slices;
        this.node = node;
        this.expect = expect;
        this.clock = clock;
    }

    /** Nothing that was held is held any more. Returns what is to be looked after anew. */
    Set<SliceMeter> forfeit() {
        slices.all().forEach(meter -> meter.change(meter::forfeit));
        return Set.copyOf(slices.all());
    }

    /** Looks after what is due, what others want, and what is wanted here. @param gateways how many share */
    void share(Set<SliceMeter> due, int gateways) {
        Set<Scope> wanted = holdings.budgetsWantedByOthers();
        List<SliceMeter> others =
                wanted.stream().map(slices::find).filter(Objects::nonNull).toList();
        applicants.lookAfter(due, others, meters -> share(meters, wanted, gateways));
    }

    /** Takes or gives back of some budgets at once. */
    private void share(List<SliceMeter> meters, Set<Scope> wanted, int gateways) {
        Instant now = clock.instant();
        Map<SliceMeter, Share.Plan> plans = new LinkedHashMap<>();
        List<Scope> scopes = meters.stream().map(SliceMeter::scope).toList();
        Set<Scope> agreed = holdings.exchangeBudgets(scopes, books -> {
            List<LeaseRow> rows = new ArrayList<>();
            for (SliceMeter meter : meters) {
                Scope scope = meter.scope();
                List<LeaseRow> leases = books.held(scope);
                long left = left(books.ledger(), meter, books.total(scope), now);
                long elsewhere = LeaseRow.open(
                        leases.stream().filter(row -> !row.node().equals(node)).toList());
                long used = leases.stream()
                        .filter(row -> row.node().equals(node))
                        .mapToLong(LeaseRow::used)
                        .sum();
                rows.add(plan(meter, left - elsewhere, used, gateways, wanted.contains(scope), plans));
            }
            return rows;
        });
        if (plans.values().stream().anyMatch(Share.Plan::wanting)) {
            expect.run(); // whether the budget is spent or only held, the next sum in the store tells
        }
        applicants.settle(
                plans,
                meter -> agreed.contains(meter.scope()),
                (meter, plan) -> meter.change(() -> meter.grant(plan.more())));
    }

    /** What the tightest of somebody's budgets has left beside what the store knows to be spent. */
    private static long left(LeaseMapper mapper, SliceMeter meter, long total, Instant now) {
        long least = Long.MAX_VALUE;
        for (Budget budget : meter.ask(meter::budgets)) {
            long spent = budget.period()
                    .map(period -> mapper.spentSince(
                            meter.scope().label(), meter.scope().id(), BudgetMeter.slot(period.start(now))))
                    .orElse(total);
            meter.change(() -> meter.learn(budget, spent, now));
            least = Math.min(least, budget.mostAt(now).map(Money::nanos).orElse(0L) - spent);
        }
        return least;
    }

    private LeaseRow plan(
            SliceMeter meter, long free, long used, int gateways, boolean wanted, Map<SliceMeter, Share.Plan> plans) {
        return meter.ask(() -> {
            long own = Math.max(0, meter.granted() - used);
            Share.Plan plan = meter.plan(free - own, gateways, wanted);
            plans.put(meter, plan);
            return new LeaseRow(
                    meter.scope().label(),
                    meter.scope().id(),
                    node,
                    meter.granted() + plan.more(),
                    used,
                    plan.wanting());
        });
    }
}
