package dev.switchboard.accounts.limit;

import dev.switchboard.accounts.directory.Budget;
import dev.switchboard.accounts.store.Scope;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway holds of the budgets that it shares with others, and which of it is to be looked after. Calls are answered
 * from here; {@link SliceKeeper} talks to the store. Safe for use by any thread.
 */
public final class Slices {
    /** What the store's sums are made of: windows that are no multiple of it cannot be told from them. */
    private static final long SLOT_SECONDS = 900;
    /** How many that nobody waits for are looked after before it is asked again what is urgent. */
    private static final int AT_ONCE = 200;
    /** How long a call waits for the store to let the gateway have more. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<Scope, SliceMeter> meters = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingIsDue = lock.newCondition();
    private final Condition roundEnded = lock.newCondition();
    private final Set<Scope> due = new LinkedHashSet<>();
    private Set<Scope> urgent = new LinkedHashSet<>();
    private long rounds;
    private boolean answering = true;
    private volatile long validUntil = Long.MIN_VALUE;

    /** Nothing is held yet. */
    public Slices() {}

    /** Those of some budgets that gateways share: of windows that are told from the store's sums. */
    static List<Budget> shared(Collection<Budget> budgets) {
        return budgets.stream()
                .filter(budget -> budget.most().isPresent() && isShared(budget))
                .toList();
    }

    /** Whether a budget's window can be told from the store's sums; other budgets each gateway counts by itself. */
    static boolean isShared(Budget budget) {
        return budget.period()
                .map(period -> period.length().toSeconds() % SLOT_SECONDS == 0)
                .orElse(true);
    }

    /** Takes note of somebody's budgets, and has some of them held. */
    void know(Scope scope, Collection<Budget> budgets) {
        List<Budget> shared = shared(budgets);
        if (!shared.isEmpty() || meters.containsKey(scope)) {
            SliceMeter meter = meters.computeIfAbsent(scope, each -> new SliceMeter(each, this::isValid));
            meter.change(() -> meter.budgets(shared));
            due(scope);
        }
    }

    /** What the store said of somebody's budgets does not hold any more: it is asked again at once. */
    void forgetKnown(Scope scope) {
        SliceMeter meter = meters.get(scope);
        if (meter != null) {
            meter.change(meter::unlearn);
            urgent(scope);
        }
    }

    /** What is held of somebody's budgets. */
    SliceMeter meter(Scope scope, List<Budget> budgets) {
        SliceMeter meter = meters.get(scope);
        if (meter == null) {
            know(scope, budgets);
            meter = meters.computeIfAbsent(scope, each -> new SliceMeter(each, this::isValid));
        }
        return meter;
    }

    @Nullable
    SliceMeter find(Scope scope) {
        return meters.get(scope);
    }

    Collection<SliceMeter> all() {
        return meters.values();
    }

    /** Asks the keeper to look after something when there is time. */
    void due(Scope scope) {
        lock.lock();
        try {
            due.add(scope);
            somethingIsDue.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Asks the keeper to look after something for which calls wait or soon will. */
    void urgent(Scope scope) {
        lock.lock();
        try {
            urgent.add(scope);
            somethingIsDue.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What the keeper is to look after, once there is something or a time has passed: what is urgent, and some of the rest. */
    Set<Scope> awaitDue(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (due.isEmpty() && urgent.isEmpty() && left > 0) {
                left = somethingIsDue.awaitNanos(left);
            }
            Set<Scope> taken = urgent;
            urgent = new LinkedHashSet<>();
            Iterator<Scope> rest = due.iterator();
            for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
                taken.add(rest.next());
                rest.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the keeper has looked after everything that was due. @param good whether the store agreed */
    void roundEnded(boolean good) {
        lock.lock();
        try {
            rounds++;
            answering = good;
            roundEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Until when others count with what is held here, on the scale of {@link System#nanoTime}. */
    void validUntil(long nanos) {
        validUntil = nanos;
    }

    private boolean isValid() {
        return validUntil != Long.MIN_VALUE && validUntil - System.nanoTime() > 0;
    }

    /** One call's patience with the keeper. */
    final class Wait {
        private final long giveUp = System.nanoTime() + PATIENCE.toNanos();
        private long seen = -1;

        /** Notes how far the keeper is, before something is tried. */
        void begin() {
            lock.lock();
            try {
                seen = rounds;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until it is worth trying again. @return whether it is; not if the store does not answer, or it takes too long */
        boolean again() {
            lock.lock();
            try {
                long left = giveUp - System.nanoTime();
                while (rounds == seen && answering && left > 0) {
                    left = roundEnded.awaitNanos(left);
                }
                return answering && left > 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}
