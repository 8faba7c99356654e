package dev.switchboard.pipeline.world;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts how calls went. Safe for use by any thread. */
public final class Tally {
    /** Steps of a factor of 2 to the power of 1/4, from a microsecond to more than an hour. */
    private static final int BUCKETS = 128;

    private static final double STEPS_PER_DOUBLING = 4;

    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLongArray durations = new AtomicLongArray(BUCKETS);

    void add(boolean failure, Duration duration) {
        calls.increment();
        if (failure) {
            failed.increment();
        } else {
            durations.incrementAndGet(bucket(duration));
        }
    }

    private static int bucket(Duration duration) {
        double micros = Math.max(1, duration.toNanos() / 1_000.0);
        return (int) Math.min(BUCKETS - 1, Math.log(micros) / Math.log(2) * STEPS_PER_DOUBLING);
    }

    /** How many calls ended. */
    public long calls() {
        return calls.sum();
    }

    /** How many of them failed. */
    public long failed() {
        return failed.sum();
    }

    /** The duration, in microseconds, that 95 of 100 calls without failure did not exceed; exact to a fifth. 0 without calls. */
    public double p95Micros() {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += durations.get(i);
        }
        long left = (long) Math.ceil(total * 0.95);
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            left -= durations.get(i);
            if (left <= 0) {
                return Math.pow(2, (i + 1) / STEPS_PER_DOUBLING);
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return calls() + " calls, " + failed() + " failed";
    }
}
