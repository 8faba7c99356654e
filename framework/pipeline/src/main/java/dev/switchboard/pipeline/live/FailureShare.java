package dev.switchboard.pipeline.live;

import java.util.concurrent.TimeUnit;

/** The share of failures among the last outcomes: each counts less the older it is. */
final class FailureShare {
    private static final double TIME_CONSTANT = TimeUnit.SECONDS.toNanos(30);
    /** A first outcome does not decide alone. */
    private static final double PRIOR = 2;

    private double good;
    private double bad;
    private long updated;

    synchronized void add(boolean failure, long now) {
        fade(now);
        if (failure) {
            bad++;
        } else {
            good++;
        }
    }

    synchronized double value(long now) {
        fade(now);
        return bad / (good + bad + PRIOR);
    }

    private void fade(long now) {
        double old = Math.exp(-Math.max(0, now - updated) / TIME_CONSTANT);
        good *= old;
        bad *= old;
        updated = now;
    }
}
