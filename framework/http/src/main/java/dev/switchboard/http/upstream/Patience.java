package dev.switchboard.http.upstream;

import java.time.Duration;

/** Deadlines on {@link System#nanoTime()}. */
final class Patience {
    /** Far enough for ever, and no sum with the clock overflows. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private static final Duration LONGEST = Duration.ofNanos(LONGEST_NANOS);

    private Patience() {}

    /** The moment when a patience that begins now is over. */
    static long deadline(Duration patience) {
        return System.nanoTime() + (patience.compareTo(LONGEST) > 0 ? LONGEST_NANOS : patience.toNanos());
    }

    /** The earlier of two deadlines. */
    static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
