package dev.switchboard.spi.stream;

import org.jspecify.annotations.Nullable;

/**
 * A stream that is pulled. Used by one thread at a time.
 *
 * @param <E> what it yields
 */
public interface EventStream<E> extends AutoCloseable {
    /**
     * Waits for the next element.
     *
     * @return the element, or null after the last one
     * @throws dev.switchboard.spi.error.GatewayException if the stream broke, also when it ended before it was complete
     */
    @Nullable
    E next();

    /** Stops the source if it has not ended; never throws. May be called from any thread and more than once. */
    @Override
    void close();
}
