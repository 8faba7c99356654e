package dev.switchboard.redis;

import java.time.Duration;

/** Keeps calls from waiting for a server that is away: after some failures in a row only one a second still tries. Any thread. */
final class Breaker {
    private static final int FAILURES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private int failures;
    private long openUntil;

    /** Whether a call may try. */
    synchronized boolean isClosed() {
        if (failures < FAILURES) {
            return true;
        }
        if (System.nanoTime() - openUntil < 0) {
            return false;
        }
        openUntil = System.nanoTime() + PAUSE.toNanos();
        return true;
    }

    /** Notes an answer. @return whether it is the first after too many failures */
    synchronized boolean succeeded() {
        boolean first = failures >= FAILURES;
        failures = 0;
        return first;
    }

    /** Notes a failure. @return whether there are too many from now on */
    synchronized boolean failed() {
        failures++;
        openUntil = System.nanoTime() + PAUSE.toNanos();
        return failures == FAILURES;
    }
}
