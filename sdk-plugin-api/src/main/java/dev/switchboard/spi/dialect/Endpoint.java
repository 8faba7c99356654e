package dev.switchboard.spi.dialect;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.wire.Wire;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One operation of a dialect. Holds no state between calls; used by any number of threads.
 *
 * @param <Q> the canonical request
 * @param <R> the canonical reply
 * @param <E> the canonical stream event
 */
@ConsumerType
public interface Endpoint<Q, R, E extends StreamEvent> {
    /** The method, in upper case. */
    String method();

    /** The paths, as templates of {@link dev.switchboard.spi.endpoint.HttpRoute}. */
    List<String> paths();

    /** What it asks for. */
    Operation<Q, R, E> operation();

    /** The format of its bodies. */
    Wire wire();

    /**
     * Reads a request: what the gateway needs to know at once, the rest when somebody asks for it.
     *
     * @throws GatewayException of kind {@link ErrorKind#INVALID_REQUEST}, naming the field
     * @throws dev.switchboard.spi.json.JsonSyntaxException if the body is not JSON
     */
    Call<Q> read(HttpRequest request, Bytes body);

    /** Writes a whole reply. */
    HttpReply write(R response, Call<Q> call);

    /** Writes one streamed reply; a new encoder for each. Only asked for when {@link Call#stream()} is true. */
    default StreamEncoder<E> encoder(Call<Q> call) {
        throw GatewayException.of(ErrorKind.UNSUPPORTED, "this path cannot stream; send \"stream\": false");
    }

    /**
     * Writes an error of this operation before anything else was sent, where its callers need another answer than
     * {@link Dialect#error} gives; empty for that one.
     */
    default Optional<HttpReply> error(GatewayError error) {
        return Optional.empty();
    }
}
