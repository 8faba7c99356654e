package dev.switchboard.pipeline.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what happened within the last minute, without locks. The minute slides: of the calendar minute before the present
 * one the part counts that is still less than a minute ago, as if it had been spread evenly.
 *
 * <p>A slot is one number, so that it changes in one step: the minute it stands for above, its count below.
 */
final class MinuteMeter {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int COUNT_BITS = 40;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final AtomicLongArray slots = new AtomicLongArray(2);
    private final long origin;

    /** @param now the time on the scale of all later ones, in nanoseconds */
    MinuteMeter(long now) {
        this.origin = now;
    }

    /** What happened within the last minute. */
    long count(long now) {
        long elapsed = now - origin;
        long minute = elapsed / MINUTE;
        return count(slots.get(index(minute)), minute) + fading(elapsed, minute);
    }

    /** Adds to the count unless it would exceed a limit. */
    boolean tryAdd(long amount, long limit, long now) {
        long elapsed = now - origin;
        long minute = elapsed / MINUTE;
        long before = fading(elapsed, minute);
        while (true) {
            long slot = slots.get(index(minute));
            long present = count(slot, minute);
            if (before + present + amount > limit) {
                return false;
            }
            if (slots.compareAndSet(index(minute), slot, slot(minute, present + amount))) {
                return true;
            }
        }
    }

    /** Adds to the count, whatever it is; a negative amount takes back what was added before, as far as it is there. */
    void add(long amount, long now) {
        long minute = (now - origin) / MINUTE;
        slots.getAndUpdate(index(minute), slot -> slot(minute, Math.max(0, count(slot, minute) + amount)));
    }

    /** When an amount will fit under a limit if nothing else happens, in nanoseconds from now; a minute at most. */
    long waitFor(long amount, long limit, long now) {
        long elapsed = now - origin;
        long minute = elapsed / MINUTE;
        long left = MINUTE - elapsed % MINUTE;
        long present = count(slots.get(index(minute)), minute);
        long before = count(slots.get(index(minute - 1)), minute - 1);
        long excess = before + present + amount - limit;
        if (present + amount > limit || before == 0) {
            return excess <= 0 ? 0 : left;
        }
        long fadedAt = (long) (MINUTE * Math.min(1, (double) excess / before));
        return Math.max(0, fadedAt - elapsed % MINUTE);
    }

    private long fading(long elapsed, long minute) {
        long before = count(slots.get(index(minute - 1)), minute - 1);
        return before == 0 ? 0 : (long) (before * (1 - (double) (elapsed % MINUTE) / MINUTE));
    }

    private static int index(long minute) {
        return (int) (minute & 1);
    }

    private static long count(long slot, long minute) {
        return slot >>> COUNT_BITS == (minute & ~0L >>> COUNT_BITS) ? slot & COUNT_MASK : 0;
    }

    private static long slot(long minute, long count) {
        return minute << COUNT_BITS | Math.min(count, COUNT_MASK);
    }
}
