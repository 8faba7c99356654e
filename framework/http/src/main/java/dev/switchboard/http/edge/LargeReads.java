package dev.switchboard.http.edge;

import dev.switchboard.pipeline.memory.BodyMemory;
import org.jspecify.annotations.Nullable;

/** A time in which a connection reads in large pieces. */
final class LargeReads {
    private final @Nullable EdgeConnection connection;
    private final BodyMemory.Share memory;

    private LargeReads(@Nullable EdgeConnection connection, BodyMemory.Share memory) {
        this.connection = connection;
        this.memory = memory;
    }

    /**
     * Begins; without a connection that can, does nothing.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code OVERLOADED} if there is no memory for a large buffer
     */
    static LargeReads on(@Nullable EdgeConnection connection, BodyMemory.Share memory) {
        if (connection != null) {
            memory.reserve(EdgeConnection.LARGE_READ);
            connection.readLarge(true);
        }
        return new LargeReads(connection, memory);
    }

    /** Ends; to be called once. */
    void end() {
        if (connection != null) {
            connection.readLarge(false);
            memory.release(EdgeConnection.LARGE_READ);
        }
    }
}
