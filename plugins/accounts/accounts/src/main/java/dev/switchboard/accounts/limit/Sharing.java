package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Shares budgets and rates with the other gateways on a store, round after round. */
public final class Sharing {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Rounds rounds;
    private final Gateways gateways;
    private final Optional<BudgetSharing> budgets;
    private final RateSharing rates;
    private final Logger log;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean left;

    /**
     * Shares for one gateway.
     *
     * @param slices what it holds of budgets; empty if they are not shared
     * @param rates  what it lets in
     * @param node   the gateway, by the id of its ledger's log
     * @param stored waits until the store has everything that was spent here, and says whether it has
     * @param lease  how long a gateway may be silent before it is given up
     */
    public Sharing(
            Store store,
            Rounds rounds,
            Optional<Slices> slices,
            Rates rates,
            String node,
            BooleanSupplier stored,
            Duration lease,
            InstantSource clock,
            Logger log) {
        this.rounds = rounds;
        this.gateways = new Gateways(store, node, stored, lease, log);
        this.budgets = slices.map(held -> new BudgetSharing(store, held, node, clock));
        this.rates = new RateSharing(store, rates, node, clock);
        this.log = log;
    }

    /** Goes on until the thread is interrupted. Blocks. */
    public void run() {
        Set<Meter> undone = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                undone.addAll(rounds.awaitDue(PAUSE));
                step(undone);
                undone.clear();
                rounds.ended(true);
            } catch (StoreException e) {
                gateways.forgetSeen();
                rounds.ended(false);
                log.log(Level.DEBUG, "budgets and rates are not shared now: {0}", e.getMessage());
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
    void step(Set<Meter> due) {
        lock.lock();
        try {
            if (!left) {
                rounds.validUntil(gateways.live(this::beginAnew));
                int sharing = gateways.watch();
                budgets.ifPresent(it -> it.share(those(due, SliceMeter.class), sharing));
                rates.share(those(due, RateMeter.class), sharing);
            }
        } finally {
            lock.unlock();
        }
    }

    private static <T extends Meter> Set<T> those(Set<Meter> due, Class<T> kind) {
        return due.stream().filter(kind::isInstance).map(kind::cast).collect(Collectors.toSet());
    }

    private void beginAnew() {
        rounds.invalidate();
        budgets.ifPresent(it -> it.forfeit().forEach(rounds::due));
        rates.forfeit();
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
