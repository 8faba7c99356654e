package dev.switchboard.spi.provider;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.EventStream;
import dev.switchboard.spi.stream.StreamEvent;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A model that runs in this process. Called on virtual threads, by any number at the same time; may block; must return soon
 * after its thread was interrupted.
 *
 * @param <Q> the canonical request
 * @param <R> the canonical reply
 * @param <E> the canonical stream event
 */
@ConsumerType
public interface LocalModel<Q, R, E extends StreamEvent> {
    /** Answers in one piece. @throws GatewayException to answer with an error */
    R execute(Q request, Target target);

    /** Answers as a stream; the gateway closes it. @throws GatewayException to answer with an error */
    default EventStream<E> stream(Q request, Target target) {
        throw GatewayException.of(ErrorKind.UNSUPPORTED, "this operation cannot be streamed; send \"stream\": false");
    }
}
