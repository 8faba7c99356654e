package dev.switchboard.testkit.contract;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.Framing;
import java.util.Optional;

/**
 * Shows that a provider translates an operation.
 *
 * @param operation the operation
 * @param request a request it can encode; without nulls in what is handed on verbatim, since none may be sent unasked
 * @param reply a body of a reply it can decode
 * @param opaque whether any bytes are a reply, such as sound, so that none can be malformed
 * @param stream a streamed body it can decode; empty if it cannot stream this operation
 * @param <Q> the canonical request
 * @param <R> the canonical reply
 * @param <E> the canonical stream event
 */
public record TranslatorSample<Q, R, E extends StreamEvent>(
        Operation<Q, R, E> operation, Q request, Bytes reply, boolean opaque, Optional<StreamSample> stream) {

    /** An operation that is not streamed. */
    public static <Q, R, E extends StreamEvent> TranslatorSample<Q, R, E> of(
            Operation<Q, R, E> operation, Q request, String reply) {
        return new TranslatorSample<>(operation, request, Bytes.utf8(reply), false, Optional.empty());
    }

    /** An operation that is not streamed and whose replies are bytes of any kind. */
    public static <Q, R, E extends StreamEvent> TranslatorSample<Q, R, E> ofBytes(
            Operation<Q, R, E> operation, Q request, Bytes reply) {
        return new TranslatorSample<>(operation, request, reply, true, Optional.empty());
    }

    /** The same operation, which can be streamed, too. */
    public TranslatorSample<Q, R, E> streamed(Framing framing, String body) {
        return streamed(new StreamSample(framing, Bytes.utf8(body)));
    }

    /** The same operation, which can be streamed, too. */
    public TranslatorSample<Q, R, E> streamed(StreamSample body) {
        return new TranslatorSample<>(operation, request, reply, opaque, Optional.of(body));
    }
}
