package dev.switchboard.spi.dialect;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.stream.StreamEvent;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes one streamed reply. Used by one thread at a time.
 *
 * @param <E> the canonical event
 */
@ConsumerType
public interface StreamEncoder<E extends StreamEvent> {
    /** The header fields of the reply, such as its content type. */
    Headers headers();

    /** The bytes of an event; empty for an event that this dialect does not show. */
    Bytes encode(E event);

    /**
     * Notes that an event of the upstream's went to the caller as it came, in place of an encoded one: for formats in which what
     * may follow depends on what was sent.
     */
    default void relayed() {}

    /** The end of a complete reply. */
    Bytes end();

    /**
     * An error as the last event, so that no client takes a cut reply for a complete one. Empty for a format that has no way to
     * say it, such as sound: the gateway then breaks the connection off.
     */
    Bytes error(GatewayError error);

    /**
     * What every client of this dialect skips; sent while the upstream is silent. Empty for a format without such a thing: the
     * caller then waits, and the reply has not begun until there is something to say.
     */
    Bytes keepAlive();
}
