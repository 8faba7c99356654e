package dev.switchboard.pipeline.port;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to upstreams: pooled connections, no redirects, no cookies, no decoding. Safe for use by any thread. */
public interface UpstreamTransport {
    /**
     * Sends a request; does not wait for the reply.
     *
     * @param from where the instance whose request it is may connect to
     * @param connectTimeout how long to wait for a connection; positive
     * @param memory         counts what is kept of the reply. A whole one that does not fit fails with kind
     *     {@code OVERLOADED}; a streamed one is read more slowly, unless a single event does not fit
     */
    Exchange send(Reach from, UpstreamRequest request, Duration connectTimeout, BodyMemory.Share memory);

    /** One request under way. Used by one thread at a time, except {@link #cancel}. */
    interface Exchange extends AutoCloseable {
        /**
         * Waits for the head of the reply.
         *
         * @return whether it is there; false if the patience ran out first
         * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if the connection failed,
         *     {@code CANCELLED} after {@link #cancel}
         */
        boolean awaitHead(Duration patience);

        /** The status; only after {@link #awaitHead} returned true. */
        int status();

        /** The header fields; only after {@link #awaitHead} returned true. */
        Headers headers();

        /**
         * Waits for the first byte of the body that is no white space; it can still be read after this.
         *
         * @return whether it is one of these; false if the body has none, was cut before it, or the patience ran out first
         * @throws dev.switchboard.spi.error.GatewayException of kind {@code CANCELLED} after {@link #cancel}
         */
        boolean beginsWithOneOf(String ascii, Duration patience);

        /**
         * Waits for the rest of the body.
         *
         * @param limit   the most bytes to accept
         * @param patience for the whole of it
         * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if it was cut or is larger,
         *     {@code UPSTREAM_TIMEOUT} if the patience ran out, {@code CANCELLED} after {@link #cancel}
         */
        Bytes readAll(long limit, Duration patience);

        /** The body as events, framed as the request said. At most once, instead of {@link #readAll}. */
        Events events();

        /** Stops the exchange and closes its connection unless the reply is complete. Any thread, any number of times. */
        void cancel();

        /** The same as {@link #cancel}. */
        @Override
        default void close() {
            cancel();
        }
    }

    /** A streamed body. Used by one thread at a time. */
    interface Events {
        /** The code of the failure of a body that is none of its framing. */
        String MALFORMED = "malformed_stream";

        /** Stands for the time that passed when no event came. Compare by identity. */
        UpstreamEvent SILENCE = new UpstreamEvent(Bytes.empty(), "", Bytes.empty(), Map.of());

        /**
         * Waits for the next event.
         *
         * @return the event; {@link #SILENCE} if the patience ran out first; null when the body ended in an orderly way
         * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if the body was cut or an event is
         *     malformed or larger than the limit, {@code CANCELLED} after {@link Exchange#cancel}
         */
        @Nullable
        UpstreamEvent next(Duration patience);

        /** Whether {@link #next} would return an event at once. */
        boolean ready();
    }
}
