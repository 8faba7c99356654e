package dev.switchboard.http.edge;

/** What a connection does at the moment and until when. Written by its thread, read by the {@link Watchdog}. */
final class Timing {
    /** Never passes. */
    static final long NEVER = Long.MAX_VALUE / 2;

    /** What the connection's thread waits for. */
    enum Phase {
        /** The first byte of a request. */
        IDLE,
        /** The rest of a header. */
        HEADER,
        /** The body. */
        BODY,
        /** The handler. */
        HANDLING,
        /** The caller, to read the reply. */
        WRITING
    }

    private volatile Phase phase = Phase.IDLE;
    private volatile long deadline;

    Timing(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    Phase phase() {
        return phase;
    }

    long deadline() {
        return deadline;
    }

    /** Begins a phase that may last so long from now. */
    void enter(Phase next, long nanos) {
        set(next, System.nanoTime() + nanos);
    }

    /** Begins a phase that may last until then. */
    void set(Phase next, long until) {
        // In this order: whoever reads the phase first then sees this phase's deadline or a later one.
        deadline = until;
        phase = next;
    }

    boolean isLate(long now) {
        return now - deadline >= 0;
    }
}
