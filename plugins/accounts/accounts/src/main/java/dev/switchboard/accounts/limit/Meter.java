package dev.switchboard.accounts.limit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Something that is counted. A call that touches several takes their locks in the order of their numbers, looks at all, and
 * then changes all or none: two calls can neither wait for each other nor see one another's halves.
 */
abstract sealed class Meter permits LimitMeter, MoneyMeter {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final ReentrantLock lock = new ReentrantLock();

    final long number() {
        return number;
    }

    final ReentrantLock lock() {
        return lock;
    }

    /** Does something with the lock held. */
    final void change(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Asks something with the lock held. */
    final <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
