package dev.switchboard.accounts.limit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the thread that talks to the store is to look after, how far it is, and until when what is held here holds. Safe for use by
 * any thread.
 */
public final class Rounds {
    /** How many that nobody waits for are looked after before it is asked again what is urgent. */
    private static final int AT_ONCE = 200;
    /** How long a call waits for the store to let the gateway have more. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingIsDue = lock.newCondition();
    private final Condition roundEnded = lock.newCondition();
    private final Set<Meter> due = new LinkedHashSet<>();
    private Set<Meter> urgent = new LinkedHashSet<>();
    private long rounds;
    private boolean answering = true;
    private volatile long validUntil = Long.MIN_VALUE;
    private volatile boolean blind;

    /** Nothing is due, and nothing is held. */
    public Rounds() {}

    /** Asks for something to be looked after when there is time. */
    void due(Meter meter) {
        lock.lock();
        try {
            due.add(meter);
            somethingIsDue.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for something to be looked after for which calls wait or soon will. */
    void urgent(Meter meter) {
        lock.lock();
        try {
            urgent.add(meter);
            somethingIsDue.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What is to be looked after, once there is something or a time has passed: what is urgent, and some of the rest. */
    Set<Meter> awaitDue(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (due.isEmpty() && urgent.isEmpty() && left > 0) {
                left = somethingIsDue.awaitNanos(left);
            }
            Set<Meter> taken = urgent;
            urgent = new LinkedHashSet<>();
            Iterator<Meter> rest = due.iterator();
            for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
                taken.add(rest.next());
                rest.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Says that everything that was due has been looked after. @param good whether the store agreed */
    void ended(boolean good) {
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

    /** What is held does not hold any more. */
    void invalidate() {
        if (hasBegun()) {
            validUntil = System.nanoTime();
        }
    }

    /** Says whether it cannot be known what others hold of limits, nor waited for. */
    void blind(boolean now) {
        blind = now;
    }

    boolean isValid() {
        return hasBegun() && validUntil - System.nanoTime() > 0;
    }

    private boolean hasBegun() {
        return validUntil != Long.MIN_VALUE;
    }

    /**
     * How much of a limit may be taken here: what is held; nothing before that is known; and all of it when what was held does not
     * hold any more, or it takes too long until it is known, for then nothing is known of others, and callers are not to suffer from
     * that.
     */
    long heldOf(long limit, long granted) {
        if (blind) {
            return limit;
        }
        if (isValid()) {
            return Math.min(limit, granted);
        }
        return hasBegun() ? limit : 0;
    }

    /** One call's patience. */
    final class Wait {
        private final long giveUp = System.nanoTime() + PATIENCE.toNanos();
        private long seen = -1;

        /** Notes how far the rounds are, before something is tried. */
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
