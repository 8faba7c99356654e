package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;

/** How long one stream may stay silent, and how long to wait before the caller hears that the gateway still waits. */
public final class StreamClock {
    private final long keepAliveNanos;
    private final long idleNanos;
    private final long endNanos;
    private long heardNanos = System.nanoTime();

    /** A clock that starts now. @param deadlineNanos the end of the exchange on the scale of {@link System#nanoTime} */
    public StreamClock(Timeouts timeouts, Duration keepAlive, long deadlineNanos) {
        keepAliveNanos = keepAlive.toNanos();
        idleNanos = timeouts.idle().toNanos();
        long totalEnd = heardNanos + timeouts.total().toNanos();
        endNanos = totalEnd - deadlineNanos < 0 ? totalEnd : deadlineNanos;
    }

    /** How long to wait for the next piece before doing something else. */
    public Duration patience() {
        long now = System.nanoTime();
        long left = Math.min(heardNanos + idleNanos - now, endNanos - now);
        return Duration.ofNanos(Math.max(1, Math.min(keepAliveNanos, left)));
    }

    /** A piece came. */
    public void heard() {
        heardNanos = System.nanoTime();
    }

    /** Nothing came in the patience. @throws GatewayException of kind {@code UPSTREAM_TIMEOUT} if that is too long by now */
    public void silence() {
        long now = System.nanoTime();
        if (now - heardNanos >= idleNanos) {
            throw GatewayException.of(
                    ErrorKind.UPSTREAM_TIMEOUT,
                    "the upstream sent nothing for "
                            + Duration.ofNanos(idleNanos).toSeconds() + " s");
        }
        if (now - endNanos >= 0) {
            throw GatewayException.of(ErrorKind.UPSTREAM_TIMEOUT, "the reply was not complete in time");
        }
    }
}
