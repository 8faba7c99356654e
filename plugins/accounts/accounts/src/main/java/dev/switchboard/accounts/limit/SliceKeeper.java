package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.pricing.Money;
import dev.switchboard.accounts.store.Scope;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.mapper.LeaseMapper;
import dev.switchboard.accounts.store.row.LeaseRow;
import dev.switchboard.accounts.store.row.NodeRow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Shares budgets with the other gateways on a store. What a gateway may spend without asking stands in the store; a sum over all
 * of them and what is spent already never exceeds a budget. One thread at a time.
 *
 * <p>A gateway is alive as long as its beat grows. Who has not seen it grow for the length of a lease, while the store answered
 * all the time, gives the gateway up, and what it held is free again; the gateway itself stops spending a little earlier. No two
 * clocks are compared.
 */
public final class SliceKeeper {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int CHUNK = 100;
    /** How much earlier than others give it up a gateway stops to spend, as a part of the lease. */
    private static final int EARLIER = 10;

    private final Store store;
    private final Slices slices;
    private final String node;
    private final BooleanSupplier stored;
    private final Duration lease;
    private final InstantSource clock;
    private final Logger log;
    private final Map<String, Seen> others = new HashMap<>();
    private final Set<Scope> wanting = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean joined;
    private boolean left;
    private int gateways = 1;

    /** A gateway's beat, and since when it has not grown. */
    private record Seen(long beat, long since) {}

    /**
     * A keeper for one gateway.
     *
     * @param node   the gateway, by the id of its ledger's log
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @param lease  how long a gateway may be silent before it is given up
     */
    public SliceKeeper(
            Store store,
            Slices slices,
            String node,
            BooleanSupplier stored,
            Duration lease,
            InstantSource clock,
            Logger log) {
        this.store = store;
        this.slices = slices;
        this.node = node;
        this.stored = stored;
        this.lease = lease;
        this.clock = clock;
        this.log = log;
    }

    /** Goes on until the thread is interrupted. Blocks. */
    public void run() {
        Set<Scope> undone = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                undone.addAll(slices.awaitDue(PAUSE));
                step(undone);
                undone.clear();
                slices.roundEnded(true);
            } catch (StoreException e) {
                others.clear(); // whoever could not be seen is not silent
                slices.roundEnded(false);
                log.log(Level.DEBUG, "budgets are not shared now: {0}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives a sign of life, looks after the others, and then after what is due. */
    void step(Set<Scope> due) {
        lock.lock();
        try {
            if (!left) {
                shareAll(due);
            }
        } finally {
            lock.unlock();
        }
    }

    private void shareAll(Set<Scope> due) {
        long asked = System.nanoTime();
        if (!joined || store.leases(mapper -> mapper.beat(node)) == 0) {
            join();
            asked = System.nanoTime();
        }
        slices.validUntil(asked + lease.minus(lease.dividedBy(EARLIER)).toNanos());
        watchOthers();
        Set<Scope> wanted = new HashSet<>();
        for (LeaseRow row : store.leases(mapper -> mapper.wantedByOthers(node))) {
            wanted.add(Scope.of(row));
        }
        TreeMap<String, SliceMeter> todo = new TreeMap<>();
        add(todo, due);
        add(todo, wanted);
        add(todo, wanting);
        List<SliceMeter> all = new ArrayList<>(todo.values());
        for (int from = 0; from < all.size(); from += CHUNK) {
            share(all.subList(from, Math.min(all.size(), from + CHUNK)), wanted);
        }
    }

    /**
     * Gives everything back and ends, if the store has everything that was spent here; otherwise that is left to whoever carries
     * the log over. Blocks for a bounded time.
     */
    public void leave() {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            try {
                left = true;
                slices.validUntil(Long.MIN_VALUE);
                if (joined && stored.getAsBoolean()) {
                    store.leases(mapper -> mapper.leave(node) + mapper.release(node));
                }
            } finally {
                lock.unlock();
            }
        } catch (StoreException e) {
            log.log(Level.DEBUG, "the share of budgets was not given back: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Map<String, SliceMeter> todo, Set<Scope> scopes) {
        for (Scope scope : scopes) {
            SliceMeter meter = slices.find(scope);
            if (meter != null) {
                todo.put(scope.label() + "/" + scope.id(), meter);
            }
        }
    }

    /** Begins, or begins again after others have given this gateway up. */
    private void join() {
        joined = false;
        slices.validUntil(Long.MIN_VALUE);
        if (!stored.getAsBoolean()) {
            throw new StoreException("what was spent here is not in the store yet");
        }
        slices.all().forEach(meter -> meter.change(meter::forfeit));
        store.leases(mapper -> {
            mapper.release(node);
            mapper.leave(node);
            return mapper.join(node);
        });
        joined = true;
        slices.all().forEach(meter -> slices.due(meter.scope()));
    }

    private void watchOthers() {
        List<NodeRow> nodes = store.leases(LeaseMapper::nodes);
        long now = System.nanoTime();
        gateways = Math.max(1, nodes.size());
        others.keySet().retainAll(nodes.stream().map(NodeRow::node).toList());
        for (NodeRow other : nodes) {
            Seen seen = others.get(other.node());
            if (seen == null || seen.beat() != other.beat()) {
                others.put(other.node(), new Seen(other.beat(), now));
            } else if (now - seen.since() > lease.toNanos()) {
                giveUp(other);
            }
        }
    }

    private void giveUp(NodeRow other) {
        boolean gone = store.leases(mapper -> {
            if (mapper.giveUp(other.node(), other.beat()) == 0) {
                return false;
            }
            mapper.release(other.node());
            return true;
        });
        if (gone) {
            log.log(
                    Level.WARNING,
                    "gateway {0} has been silent for {1}: its share of budgets is free",
                    other.node(),
                    lease);
        }
    }

    /** Takes or gives back of some budgets in one transaction. */
    private void share(List<SliceMeter> meters, Set<Scope> wanted) {
        Instant now = clock.instant();
        Map<SliceMeter, SliceMeter.Plan> plans = new LinkedHashMap<>();
        List<Scope> scopes = meters.stream().map(SliceMeter::scope).toList();
        store.leases(mapper -> {
            mapper.anchor(scopes);
            Map<Scope, Long> totals = new HashMap<>();
            mapper.lock(scopes).forEach(row -> totals.put(Scope.of(row), row.amount()));
            Map<Scope, List<LeaseRow>> held = new HashMap<>();
            mapper.of(scopes)
                    .forEach(row -> held.computeIfAbsent(Scope.of(row), each -> new ArrayList<>())
                            .add(row));
            List<LeaseRow> rows = new ArrayList<>();
            for (SliceMeter meter : meters) {
                Scope scope = meter.scope();
                List<LeaseRow> leases = held.getOrDefault(scope, List.of());
                long left = left(mapper, meter, totals.getOrDefault(scope, 0L), now);
                long elsewhere = leases.stream()
                        .filter(row -> !row.node().equals(node))
                        .mapToLong(LeaseRow::open)
                        .sum();
                long used = leases.stream()
                        .filter(row -> row.node().equals(node))
                        .mapToLong(LeaseRow::used)
                        .sum();
                rows.add(plan(meter, left - elsewhere, used, wanted.contains(scope), plans));
            }
            return mapper.grant(rows);
        });
        // Only what the store has agreed to may be spent.
        plans.forEach((meter, plan) -> {
            meter.change(() -> meter.grant(plan.more()));
            if (plan.wanting()) {
                wanting.add(meter.scope());
            } else {
                wanting.remove(meter.scope());
            }
        });
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
            SliceMeter meter, long free, long used, boolean wanted, Map<SliceMeter, SliceMeter.Plan> plans) {
        return meter.ask(() -> {
            long own = Math.max(0, meter.granted() - used);
            SliceMeter.Plan plan = meter.plan(free - own, gateways, wanted);
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
