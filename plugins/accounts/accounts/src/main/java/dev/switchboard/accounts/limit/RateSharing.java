package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.row.RateLeaseRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shares minutes' limits with the other gateways on a store. Each may let in so much within a minute without asking, and all
 * together no more than the limit; a gateway gives back only what it has not let in within the last minute, so no minute has more,
 * however shares move. For one thread at a time.
 */
final class RateSharing {
    private final Store store;
    private final Rates rates;
    private final String node;
    private final InstantSource clock;
    private final Applicants<RateMeter> applicants = new Applicants<>(RateMeter::name);

    RateSharing(Store store, Rates rates, String node, InstantSource clock) {
        this.store = store;
        this.rates = rates;
        this.node = node;
        this.clock = clock;
    }

    /** Nothing that was held is held any more; what calls need, they ask for. */
    void forfeit() {
        rates.shared().forEach(meter -> meter.change(meter::forfeit));
    }

    /** Looks after what is due, what others want, and what is wanted here. @param gateways how many share the store */
    void share(Set<RateMeter> due, int gateways) {
        Set<String> wanted = new HashSet<>(store.rates(mapper -> mapper.wantedByOthers(node)));
        List<RateMeter> others =
                wanted.stream().flatMap(name -> rates.find(name).stream()).toList();
        applicants.lookAfter(due, others, meters -> share(meters, wanted, gateways));
    }

    private void share(List<RateMeter> meters, Set<String> wanted, int gateways) {
        Instant now = clock.instant();
        Map<RateMeter, Share.Plan> plans = new LinkedHashMap<>();
        List<String> names = meters.stream().map(RateMeter::name).toList();
        store.rates(mapper -> {
            mapper.lock();
            Map<String, Long> elsewhere = new HashMap<>();
            mapper.of(names).stream()
                    .filter(row -> !row.node().equals(node))
                    .forEach(row -> elsewhere.merge(row.name(), row.granted(), Math::addExact));
            List<RateLeaseRow> rows = new ArrayList<>();
            for (RateMeter meter : meters) {
                String name = meter.name();
                rows.add(meter.ask(() -> {
                    Share.Plan plan =
                            meter.plan(elsewhere.getOrDefault(name, 0L), gateways, wanted.contains(name), now);
                    plans.put(meter, plan);
                    return new RateLeaseRow(name, node, meter.granted() + plan.more(), plan.wanting());
                }));
            }
            return mapper.grant(rows);
        });
        applicants.settle(plans, (meter, plan) -> meter.change(() -> meter.grant(plan.more(), now)));
    }
}
