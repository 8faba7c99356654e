package dev.switchboard.http.edge;

/** A connection whose deadlines the {@link Watchdog} enforces. */
interface Guarded {
    /**
     * Looks whether a deadline has passed. Must not block.
     *
     * @param now {@link System#nanoTime()}
     */
    void check(long now);
}
