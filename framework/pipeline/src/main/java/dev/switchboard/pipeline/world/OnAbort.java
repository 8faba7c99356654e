package dev.switchboard.pipeline.world;

import java.time.Duration;

/**
 * What becomes of an upstream's reply when the caller goes away before it has all of it.
 *
 * @param drain whether to read on, so that the upstream still says what it used; else its connection is closed at once
 * @param time  how long to read on at most
 * @param bytes how much to read on at most, of a streamed reply
 * @param most  how many replies are read on at the same time; a further one is closed
 */
public record OnAbort(boolean drain, Duration time, long bytes, int most) {
    /** Closes the connection. */
    public static final OnAbort CANCEL = new OnAbort(false, Duration.ofSeconds(30), 4L << 20, 200);

    /** @throws IllegalArgumentException if a bound is not positive */
    public OnAbort {
        if (!time.isPositive() || bytes < 1 || most < 1) {
            throw new IllegalArgumentException("on-abort: expected more than zero of time, bytes and number");
        }
    }

    /** The same bounds with another choice. */
    public OnAbort drain(boolean other) {
        return new OnAbort(other, time, bytes, most);
    }
}
