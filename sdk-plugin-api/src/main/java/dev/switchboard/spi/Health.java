package dev.switchboard.spi;

import java.util.Objects;

/**
 * How an instance is.
 *
 * @param state  one of three
 * @param detail a sentence for the operator; empty when there is nothing to say. Never a secret.
 */
public record Health(State state, String detail) {
    /** Checks that nothing is null. */
    public Health {
        Objects.requireNonNull(state);
        Objects.requireNonNull(detail);
    }

    /** What it can do. */
    public enum State {
        /** Its work. */
        READY,
        /** Its work, with a limitation that the detail names. */
        DEGRADED,
        /** Nothing. */
        FAILED
    }

    /** All is well. */
    public static Health ready() {
        return new Health(State.READY, "");
    }

    /** It works, but. */
    public static Health degraded(String detail) {
        return new Health(State.DEGRADED, detail);
    }

    /** It does not work. */
    public static Health failed(String detail) {
        return new Health(State.FAILED, detail);
    }
}
