package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A streamed reply that is pulled. Guardrails and the like are decorators of it. Used by one thread at a time.
 *
 * @param <E> the canonical event
 */
public interface Pieces<E extends StreamEvent> {
    /**
     * Waits for the next piece.
     *
     * @return the piece; {@link Piece#silence} if the patience ran out first; null when the reply is complete
     * @throws dev.switchboard.spi.error.GatewayException if the reply was cut or makes no sense
     */
    @Nullable
    Piece<E> next(Duration patience);

    /** Whether {@link #next} would return a piece at once. */
    boolean ready();

    /** Whether all that has come makes sense: false if {@link #next} failed because of what the reply says, not because it was cut. */
    default boolean legible() {
        return true;
    }

    /** Stops the source if it has not ended. Any thread, any number of times. */
    void close();
}
