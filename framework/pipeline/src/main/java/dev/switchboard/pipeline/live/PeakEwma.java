package dev.switchboard.pipeline.live;

import java.util.concurrent.TimeUnit;

/**
 * A moving average that believes bad news at once and good news slowly: a sample above the average replaces it, others pull it
 * down with the time that passed. What was not heard of for long fades, so that a slow target gets another chance.
 */
final class PeakEwma {
    private static final double TIME_CONSTANT = TimeUnit.SECONDS.toNanos(10);

    private double value = Double.NaN;
    private long updated;

    /** Takes a sample in. */
    synchronized void sample(double sample, long now) {
        double faded = value(now);
        if (Double.isNaN(faded) || sample > faded) {
            value = sample;
        } else {
            double old = Math.exp(-Math.max(0, now - updated) / TIME_CONSTANT);
            value = value * old + sample * (1 - old);
        }
        updated = now;
    }

    /** The average; {@code NaN} before the first sample. */
    synchronized double value(long now) {
        return value * Math.exp(-Math.max(0, now - updated) / TIME_CONSTANT);
    }
}
