package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.row.RateLeaseRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shares minutes' limits and slots with other gateways. Each may have so much of a limit taken at a time without asking, and all
 * together no more than the limit; a gateway gives back only what is not taken, for minutes' limits within the last minute, so no
 * minute has more, however shares move. For one thread at a time.
 */
final class LimitSharing {
    private final Holdings holdings;
    private final Rates rates;
    private final String node;
    private final InstantSource clock;
    private final Applicants<LimitMeter> applicants = new Applicants<>(LimitMeter::name);

    LimitSharing(Holdings holdings, Rates rates, String node, InstantSource clock) {
        this.holdings = holdings;
        this.rates = rates;
        this.node = node;
        this.clock = clock;
    }

    /** Nothing that was held is held any more; what calls need, they ask for. */
    void forfeit() {
        rates.shared().forEach(meter -> meter.change(meter::forfeit));
    }

    /** Looks after what is due, what others want, and what is wanted here. @param gateways how many share */
    void share(Set<LimitMeter> due, int gateways) {
        Set<String> wanted = holdings.limitsWantedByOthers();
        List<LimitMeter> others =
                wanted.stream().flatMap(name -> rates.find(name).stream()).toList();
        applicants.lookAfter(due, others, meters -> share(meters, wanted, gateways));
    }

    private void share(List<LimitMeter> meters, Set<String> wanted, int gateways) {
        Instant now = clock.instant();
        Map<LimitMeter, Share.Plan> plans = new LinkedHashMap<>();
        List<String> names = meters.stream().map(LimitMeter::name).toList();
        Set<String> agreed = holdings.exchangeLimits(names, elsewhere -> {
            List<RateLeaseRow> rows = new ArrayList<>();
            for (LimitMeter meter : meters) {
                String name = meter.name();
                rows.add(meter.ask(() -> {
                    Share.Plan plan =
                            meter.plan(elsewhere.getOrDefault(name, 0L), gateways, wanted.contains(name), now);
                    plans.put(meter, plan);
                    return new RateLeaseRow(name, node, meter.granted() + plan.more(), plan.wanting());
                }));
            }
            return rows;
        });
        applicants.settle(
                plans,
                meter -> agreed.contains(meter.name()),
                (meter, plan) -> meter.change(() -> meter.grant(plan.more(), now)));
    }
}
