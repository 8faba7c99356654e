package dev.switchboard.pipeline.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries from turning an upstream's bad minute into a flood. Each request pays a share in, each further attempt takes a
 * whole one out and gets it back if it is answered. So while all is well there is plenty, and while nothing is, attempts stay
 * within the share. Without locks.
 */
public final class RetryBudget {
    /** In thousandths, so that a share is a whole number. */
    private static final long ONE = 1_000;

    private final AtomicLong balance;
    private final long capacity;
    private final long perRequest;

    /**
     * A full budget.
     *
     * @param share    further attempts per request, 0 to 1
     * @param capacity how many further attempts may be made at once after quiet times; at least 1
     */
    public RetryBudget(double share, int capacity) {
        this.capacity = capacity * ONE;
        this.perRequest = Math.round(share * ONE);
        this.balance = new AtomicLong(this.capacity);
    }

    /** A request came. */
    public void requested() {
        deposit(perRequest);
    }

    /** Takes a further attempt out, if there is one. */
    public boolean tryTake() {
        while (true) {
            long present = balance.get();
            if (present < ONE) {
                return false;
            }
            if (balance.compareAndSet(present, present - ONE)) {
                return true;
            }
        }
    }

    /** Whether {@link #tryTake} would succeed. */
    public boolean hasSome() {
        return balance.get() >= ONE;
    }

    /** A further attempt was answered. */
    public void giveBack() {
        deposit(ONE);
    }

    private void deposit(long amount) {
        if (balance.get() < capacity) {
            balance.updateAndGet(present -> Math.min(capacity, present + amount));
        }
    }
}
