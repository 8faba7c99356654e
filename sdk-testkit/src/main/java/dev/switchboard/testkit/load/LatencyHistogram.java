package dev.switchboard.testkit.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts durations in buckets whose width grows with the value: about 6% of it. Safe for use by any thread. */
final class LatencyHistogram {
    /** Sixteen buckets per power of two. */
    private static final int SUB_BITS = 4;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - SUB_BITS) << SUB_BITS);

    void record(long nanos) {
        counts.incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /** An upper bound, within 6%, of that share of the durations; zero when there are none. */
    Duration percentile(double percent) {
        long total = 0;
        for (int index = 0; index < counts.length(); index++) {
            total += counts.get(index);
        }
        long rank = (long) Math.ceil(total * percent / 100);
        long seen = 0;
        for (int index = 0; index < counts.length(); index++) {
            seen += counts.get(index);
            if (seen >= rank && seen > 0) {
                return Duration.ofNanos(upperBound(index));
            }
        }
        return Duration.ZERO;
    }

    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value | 1) - SUB_BITS);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    private static long upperBound(int bucket) {
        int shift = Math.max(0, (bucket >>> SUB_BITS) - 1);
        long lead = bucket - ((long) shift << SUB_BITS);
        return ((lead + 1) << shift) - 1;
    }
}
