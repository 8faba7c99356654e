package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.spi.shared.SharedValues;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Shares budgets and limits with the other gateways on a store, round after round. */
public final class Sharing {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How soon is looked again whether every gateway has said what it holds. */
    private static final Duration MOMENT = Duration.ofMillis(20);
    /** How long after the start limits wait for what others hold. */
    private static final Duration START = Duration.ofSeconds(5);
    /** How long nothing can be taken before that is told. */
    private static final Duration STALL = Duration.ofSeconds(10);

    private final Rounds rounds;
    private final Gateways gateways;
    private final Optional<BudgetSharing> budgets;
    private final LimitSharing limits;
    private final Holdings holdings;
    private final Logger log;
    private final ReentrantLock lock = new ReentrantLock();
    private long readyAt = System.nanoTime();
    private boolean everReady;
    private boolean told;
    private boolean left;

    /**
     * Shares for one gateway.
     *
     * @param shared where it stands what gateways hold; empty if that is in the store
     * @param slices what it holds of budgets; empty if they are not shared
     * @param rates  what it lets in
     * @param node   the gateway, by the id of its ledger's log
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @param expect has what was spent here carried to the store soon, without waiting for it
     * @param lease  how long a gateway may be silent before it is given up
     */
    public Sharing(
            Store store,
            Optional<SharedValues> shared,
            Rounds rounds,
            Optional<Slices> slices,
            Rates rates,
            String node,
            BooleanSupplier stored,
            Runnable expect,
            Duration lease,
            InstantSource clock,
            Logger log) {
        this.rounds = rounds;
        this.gateways = new Gateways(store, node, stored, lease, log);
        this.holdings = shared.<Holdings>map(values ->
                        new SharedHoldings(store, node, new SharedBook(values, node, () -> held(slices, rates))))
                .orElseGet(() -> new DatabaseHoldings(store, node));
        this.budgets = slices.map(held -> new BudgetSharing(holdings, held, node, expect, clock));
        this.limits = new LimitSharing(holdings, rates, node, clock);
        this.log = log;
    }

    private static Map<String, Long> held(Optional<Slices> slices, Rates rates) {
        Map<String, Long> held = new HashMap<>();
        slices.ifPresent(it ->
                it.all().forEach(meter -> held.put(SharedHoldings.name(meter.scope()), meter.ask(meter::granted))));
        rates.shared().forEach(meter -> held.put(meter.name(), meter.ask(meter::granted)));
        held.values().removeIf(amount -> amount <= 0);
        return held;
    }

    /** Goes on until the thread is interrupted. Blocks. */
    public void run() {
        Set<Meter> undone = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                undone.addAll(rounds.awaitDue(PAUSE));
                if (step(undone)) {
                    undone.clear();
                    rounds.ended(true);
                } else {
                    pause(MOMENT);
                }
            } catch (StoreException e) {
                gateways.forgetSeen();
                rounds.ended(false);
                log.log(Level.DEBUG, "budgets and limits are not shared now: {0}", e.getMessage());
                ready(false);
                pause(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives a sign of life, looks after the others, and then after what is due.
     *
     * @return false if that has to wait until others have said what they hold
     */
    boolean step(Set<Meter> due) {
        lock.lock();
        try {
            if (left) {
                return true;
            }
            holdings.look();
            rounds.validUntil(gateways.live(this::beginAnew));
            Set<String> alive = gateways.watch();
            if (!ready(holdings.begin(alive))) {
                return false;
            }
            budgets.ifPresent(it -> it.share(those(due, SliceMeter.class), alive.size()));
            limits.share(those(due, LimitMeter.class), alive.size());
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Notes whether something can be taken now. Callers do not wait for ever for what nobody knows. */
    private boolean ready(boolean now) {
        long since = System.nanoTime() - readyAt;
        if (now) {
            readyAt = System.nanoTime();
            everReady = true;
            told = false;
        } else if (!told && since > STALL.toNanos()) {
            told = true;
            log.log(
                    Level.WARNING,
                    "nothing more of budgets and limits can be had: what gateways share does not answer, or not every"
                            + " gateway on the database shares through it (expected: the same accounts.share-through)");
        }
        rounds.blind(!everReady && since > START.toNanos());
        return now;
    }

    private static <T extends Meter> Set<T> those(Set<Meter> due, Class<T> kind) {
        return due.stream().filter(kind::isInstance).map(kind::cast).collect(Collectors.toSet());
    }

    private void beginAnew() {
        rounds.invalidate();
        budgets.ifPresent(it -> it.forfeit().forEach(rounds::due));
        limits.forfeit();
        holdings.forfeit();
    }

    /**
     * Gives everything back and ends, if the store has everything that was spent here; otherwise that is left to whoever carries
     * the log over. Blocks for a bounded time.
     */
    public void leave() {
        try {
            if (lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    left = true;
                    rounds.invalidate();
                    gateways.leave();
                } finally {
                    lock.unlock();
                }
            }
        } catch (StoreException e) {
            log.log(Level.DEBUG, "the share of budgets and rates was not given back: {0}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
