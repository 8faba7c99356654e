package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.row.NodeRow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The gateways on a store, by the signs of life that they give in it. A gateway is alive as long as its beat grows. Who has not
 * seen it grow for the length of a lease, while the store answered all the time, gives the gateway up, and what it held is free
 * again; the gateway itself stops to use it a little earlier. No two clocks are compared. For one thread at a time; every method
 * blocks, and throws {@link StoreException} if the store does not answer.
 */
final class Gateways {
    /** How much earlier than others give it up a gateway stops, as a part of the lease. */
    private static final int EARLIER = 10;

    private final Store store;
    private final String node;
    private final BooleanSupplier stored;
    private final Duration lease;
    private final Logger log;
    private final Map<String, Seen> others = new HashMap<>();
    private boolean joined;

    /** A gateway's beat, and since when it has not grown. */
    private record Seen(long beat, long since) {}

    /**
     * @param node   this gateway, by the id of its ledger's log
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @param lease  how long a gateway may be silent before it is given up
     */
    Gateways(Store store, String node, BooleanSupplier stored, Duration lease, Logger log) {
        this.store = store;
        this.node = node;
        this.stored = stored;
        this.lease = lease;
        this.log = log;
    }

    String node() {
        return node;
    }

    /**
     * Gives a sign of life, or begins anew after others have given this gateway up.
     *
     * @param anew what to do before it begins anew: nothing that was held is held any more
     * @return until when what is held holds, on the scale of {@link System#nanoTime}
     */
    long live(Runnable anew) {
        long asked = System.nanoTime();
        if (!joined || store.leases(mapper -> mapper.beat(node)) == 0) {
            joined = false;
            anew.run();
            if (!stored.getAsBoolean()) {
                throw new StoreException("what was spent here is not in the store yet");
            }
            store.forgetGateway(node);
            store.leases(mapper -> mapper.join(node));
            joined = true;
            asked = System.nanoTime();
        }
        return asked + lease.minus(lease.dividedBy(EARLIER)).toNanos();
    }

    /** Looks after the others, and gives up who is silent for too long. Returns all that there are, with this one. */
    Set<String> watch() {
        List<NodeRow> nodes = store.leases(LeaseMapper::nodes);
        long now = System.nanoTime();
        others.keySet().retainAll(nodes.stream().map(NodeRow::node).toList());
        for (NodeRow other : nodes) {
            Seen seen = others.get(other.node());
            if (seen == null || seen.beat() != other.beat()) {
                others.put(other.node(), new Seen(other.beat(), now));
            } else if (now - seen.since() > lease.toNanos()) {
                giveUp(other);
            }
        }
        Set<String> alive = new HashSet<>(Set.of(node));
        nodes.forEach(each -> alive.add(each.node()));
        return alive;
    }

    private void giveUp(NodeRow other) {
        if (store.giveUpGateway(other.node(), other.beat())) {
            log.log(
                    Level.WARNING,
                    "gateway {0} has been silent for {1}: its share of budgets and rates is free",
                    other.node(),
                    lease);
        }
    }

    /** The store did not answer: whoever could not be seen is not silent. */
    void forgetSeen() {
        others.clear();
    }

    /** Gives everything back, if the store has everything that was spent here; otherwise that is left to whoever carries it over. */
    void leave() {
        if (joined && stored.getAsBoolean()) {
            store.forgetGateway(node);
        }
    }
}
