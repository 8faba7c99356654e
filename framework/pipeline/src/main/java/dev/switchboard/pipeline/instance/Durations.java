package dev.switchboard.pipeline.instance;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts how long things took, in steps of a quarter of a power of two. Any thread; adding allocates nothing. */
public final class Durations {
    /** From nanoseconds to more than an hour. */
    private static final int DOUBLINGS = 42;

    private static final int STEPS = 4;

    private final AtomicLongArray counts = new AtomicLongArray(DOUBLINGS * STEPS);

    /** Adds one. @param nanos how long it took */
    public void add(long nanos) {
        add(nanos, 1);
    }

    /** Adds one that stands for several. @param nanos how long it took */
    void add(long nanos, int weight) {
        counts.addAndGet(step(nanos), weight);
    }

    private static int step(long nanos) {
        if (nanos < STEPS) {
            return 0;
        }
        int doublings = 61 - Long.numberOfLeadingZeros(nanos);
        int step = doublings * STEPS + (int) (nanos >>> doublings) - STEPS;
        return Math.min(step, DOUBLINGS * STEPS - 1);
    }

    /**
     * The duration that a share of them did not exceed, in nanoseconds; too large by a quarter at most, 0 without any.
     *
     * @param share a fraction, such as 0.95
     */
    public long percentile(double share) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long left = (long) Math.ceil(total * share);
        for (int i = 0; i < counts.length() && total > 0; i++) {
            left -= counts.get(i);
            if (left <= 0) {
                return (long) (STEPS + i % STEPS + 1) << (i / STEPS);
            }
        }
        return 0;
    }
}
