package dev.switchboard.pipeline.port;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;

/**
 * One request of a caller, and the way to answer it. Used by the request's own virtual thread; all methods may block. Exactly
 * one of {@code reply} and {@link #stream} must be called.
 */
public interface CallerConnection {
    /** The request's head. */
    HttpRequest request();

    /**
     * Waits for the whole body.
     *
     * @param limit  the most bytes to accept
     * @param memory counts what is kept of it: the body as it came, and once more for what is made of it
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code TOO_LARGE} or {@code OVERLOADED}, as soon as that is
     *     known;
     *     {@code REQUEST_TIMEOUT} if it came too slowly; {@code INVALID_REQUEST} if its framing is broken; {@code CANCELLED}
     *     if the caller went away
     */
    Bytes readBody(long limit, BodyMemory.Share memory);

    /** Sends a whole reply. @throws dev.switchboard.spi.error.GatewayException as the other method */
    default void reply(HttpReply reply) {
        reply(reply, () -> {});
    }

    /**
     * Sends a whole reply, head and body in one write where they fit.
     *
     * @param beforeEnd run on this thread before the last bytes leave: of a long reply, when most of it has left
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code CANCELLED} if the caller went away
     */
    void reply(HttpReply reply, Runnable beforeEnd);

    /** Starts a streamed reply; nothing is sent before the first flush. */
    ReplyStream stream(int status, Headers headers);

    /**
     * Asks to be told when the caller goes away before the reply is complete. The action runs once, on any thread, also if
     * that has already happened; it must return quickly. A later call replaces the action.
     */
    void onAbort(Runnable action);

    /** A streamed reply under way. */
    interface ReplyStream {
        /**
         * Writes a part.
         *
         * @param flush whether the bytes must leave now; otherwise they may wait for the next part
         * @throws dev.switchboard.spi.error.GatewayException of kind {@code CANCELLED} if the caller went away or does not
         *     read for longer than the idle time-out
         */
        void write(Bytes part, boolean flush);

        /** Ends the reply in an orderly way. */
        void end();

        /** Breaks the connection so that no client takes the reply for a complete one. */
        void abort();
    }
}
