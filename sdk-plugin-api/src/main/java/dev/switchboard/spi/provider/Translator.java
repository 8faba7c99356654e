package dev.switchboard.spi.provider;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns one operation into upstream HTTP and back. Pure: same input, same bytes; no I/O, no state between calls, safe for
 * use by any number of threads. Same bytes matter: upstream prompt caches depend on them.
 *
 * @param <Q> the canonical request
 * @param <R> the canonical reply
 * @param <E> the canonical stream event
 */
@ConsumerType
public interface Translator<Q, R, E extends StreamEvent> {
    /**
     * Writes the upstream request.
     *
     * @throws GatewayException of kind {@link ErrorKind#UNSUPPORTED}, naming the field, for what this upstream cannot do
     */
    UpstreamRequest encode(Q request, Target target);

    /**
     * Reads a reply with a status below 400.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is not a reply
     */
    R decode(UpstreamReply reply);

    /**
     * Reads a reply with a status below 400, of a format whose replies do not say everything: what was asked tells the rest.
     * The gateway calls this one; override it in place of the other where the request matters.
     *
     * @param request the one that was encoded
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it is not a reply
     */
    default R decode(UpstreamReply reply, Q request) {
        return decode(reply);
    }

    /**
     * What to send after a whole reply with a status below 400, for upstreams that answer before they are done; the reply to
     * it stands in the place of the first, and is asked the same. Empty if the reply is the last. All together take no longer
     * than one reply may.
     */
    default Optional<FollowUp> followUp(UpstreamReply reply) {
        return Optional.empty();
    }

    /** Reads the events of one streamed reply; a new decoder for each. */
    default StreamDecoder<E> decoder() {
        throw GatewayException.of(ErrorKind.UNSUPPORTED, "this operation cannot be streamed; send \"stream\": false");
    }

    /**
     * Reads the events of one streamed reply, knowing what was asked; a new decoder for each. The gateway calls this one;
     * override it in place of the other where the request matters.
     *
     * @param request the one that was encoded
     */
    default StreamDecoder<E> decoder(Q request) {
        return decoder();
    }

    /** Reads a reply with a status of 400 or more. Must cope with any body, also an empty one. */
    GatewayError error(UpstreamReply reply);
}
