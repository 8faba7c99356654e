package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.util.Optional;

/** What a successful attempt has to offer. */
public sealed interface Answer<R, E extends StreamEvent> {
    /**
     * A whole reply in the caller's own format.
     *
     * @param reply    as it came
     * @param response what it means, if somebody asked to understand it
     */
    record Relayed<R, E extends StreamEvent>(UpstreamReply reply, Optional<R> response) implements Answer<R, E> {}

    /** A whole reply that the dialect must write. */
    record Decoded<R, E extends StreamEvent>(R response, Headers headers) implements Answer<R, E> {}

    /**
     * A reply that has begun.
     *
     * @param status  of the upstream's reply
     * @param headers of the upstream's reply; none for a model of this process
     * @param relayed whether the pieces come in the caller's own format
     */
    record Streaming<R, E extends StreamEvent>(int status, Headers headers, boolean relayed, Pieces<E> pieces)
            implements Answer<R, E> {
        /** The same reply with another source of its pieces. */
        public Streaming<R, E> withPieces(Pieces<E> others) {
            return new Streaming<>(status, headers, relayed, others);
        }
    }
}
