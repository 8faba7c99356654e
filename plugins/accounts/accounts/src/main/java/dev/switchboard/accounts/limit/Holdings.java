package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.RateLeaseRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where it stands what each gateway holds of budgets and limits. For one thread at a time; every method blocks, and throws
 * {@link dev.switchboard.accounts.store.StoreException} if there is no answer.
 */
interface Holdings {
    /** Looks whether what stands there can be read, before the gateway gives its sign of life. */
    void look();

    /** Nothing that this gateway held is held any more. */
    void forfeit();

    /**
     * Begins a round.
     *
     * @param gateways all that are alive, with this one
     * @return whether it is known what all of them hold; until then nobody may take anything
     */
    boolean begin(Set<String> gateways);

    /** The budgets of which others have too little. */
    Set<Scope> budgetsWantedByOthers();

    /** The limits of which others have too little. */
    Set<String> limitsWantedByOthers();

    /**
     * Lets a plan be made of some budgets by what is known of them, and writes down what this gateway is to hold then. What the plan
     * adds to a budget this gateway has only if that is returned: others may have been faster.
     */
    Set<Scope> exchangeBudgets(List<Scope> scopes, Function<Books, List<LeaseRow>> plan);

    /**
     * The same of some limits.
     *
     * @param plan of what the others hold of each limit
     */
    Set<String> exchangeLimits(List<String> names, Function<Map<String, Long>, List<RateLeaseRow>> plan);

    /**
     * What is known of some budgets at one moment.
     *
     * @param ledger for further sums of the same moment
     * @param totals what was spent in all
     * @param held   what gateways hold, and what is stored of their spending
     */
    record Books(LeaseMapper ledger, Map<Scope, Long> totals, Map<Scope, List<LeaseRow>> held) {
        long total(Scope scope) {
            return totals.getOrDefault(scope, 0L);
        }

        List<LeaseRow> held(Scope scope) {
            return held.getOrDefault(scope, List.of());
        }
    }
}
