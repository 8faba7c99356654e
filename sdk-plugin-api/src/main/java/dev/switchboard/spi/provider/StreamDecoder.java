package dev.switchboard.spi.provider;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads the events of one streamed reply, in order, by one thread at a time.
 *
 * @param <E> the canonical event
 */
@ConsumerType
public interface StreamDecoder<E extends StreamEvent> {
    /**
     * Reads one event as it was framed on the wire.
     *
     * @return what it means: none, one or more canonical events
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if it makes no sense
     */
    List<E> decode(UpstreamEvent event);

    /**
     * Names the request whose reply goes on with this stream. Called whenever a reply ended in an orderly way; while there is one,
     * its reply's events are decoded next, and it is authorized like the first. A status of 400 or more is read by the
     * translator as an error.
     */
    default Optional<FollowUp> followUp() {
        return Optional.empty();
    }

    /**
     * Called once, when the last reply ended in an orderly way.
     *
     * @return what is still due, such as the end of open blocks
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if the reply was not complete
     */
    List<E> end();
}
