package dev.switchboard.testkit.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** A counter that tests wait for. The patience bounds only failing tests: a passing one goes on at once. */
final class Progress {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    void increment() {
        add(1);
    }

    void decrement() {
        add(-1);
    }

    int count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for at least {@code wanted}; {@code what} names the counted things in the failure. */
    void await(int wanted, Duration patience, Supplier<String> what) {
        await(now -> now >= wanted, "at least " + wanted, patience, what);
    }

    void awaitExactly(int wanted, Duration patience, Supplier<String> what) {
        await(now -> now == wanted, "exactly " + wanted, patience, what);
    }

    private void add(int difference) {
        lock.lock();
        try {
            count += difference;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(IntPredicate reached, String wanted, Duration patience, Supplier<String> what) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!reached.test(count)) {
                if (left <= 0) {
                    throw new AssertionError(count + " " + what.get() + " (expected: " + wanted + " within "
                            + patience.toMillis() + " ms)");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + wanted + " " + what.get(), e);
        } finally {
            lock.unlock();
        }
    }
}
