package dev.switchboard.accounts.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Something that is counted. A call that touches several takes their locks in the order of their numbers, looks at all, and
 * then changes all or none: two calls can neither wait for each other nor see one another's halves.
 */
abstract sealed class Meter permits RateMeter, SlotMeter, BudgetMeter, SliceMeter {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final ReentrantLock lock = new ReentrantLock();

    final long number() {
        return number;
    }

    final ReentrantLock lock() {
        return lock;
    }
}
