package dev.switchboard.pipeline.world;

import dev.switchboard.pipeline.instance.Durations;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts how calls went. Safe for use by any thread. */
public final class Tally {
    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Durations durations = new Durations();

    void add(boolean failure, Duration duration) {
        calls.increment();
        if (failure) {
            failed.increment();
        } else {
            durations.add(duration.toNanos());
        }
    }

    /** How many calls ended. */
    public long calls() {
        return calls.sum();
    }

    /** How many of them failed. */
    public long failed() {
        return failed.sum();
    }

    /** The duration, in microseconds, that 95 of 100 calls without failure did not exceed; exact to a quarter. 0 without calls. */
    public double p95Micros() {
        return durations.percentile(0.95) / 1_000.0;
    }

    @Override
    public String toString() {
        return calls() + (calls() == 1 ? " call, " : " calls, ") + failed() + " failed";
    }
}
