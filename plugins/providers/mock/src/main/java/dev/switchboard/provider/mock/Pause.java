package dev.switchboard.provider.mock;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time passes. */
@FunctionalInterface
public interface Pause {
    /** Waits for real. */
    Pause REAL = Pause::waitFor;

    /**
     * Waits.
     *
     * @param cancelled ends the wait when it reaches zero
     * @return whether it was cancelled
     * @throws GatewayException of kind {@link ErrorKind#CANCELLED} if the thread was interrupted
     */
    boolean pause(Duration duration, CountDownLatch cancelled);

    private static boolean waitFor(Duration duration, CountDownLatch cancelled) {
        try {
            return duration.isZero()
                    ? cancelled.getCount() == 0
                    : cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.CANCELLED, "the call was cancelled");
        }
    }
}
