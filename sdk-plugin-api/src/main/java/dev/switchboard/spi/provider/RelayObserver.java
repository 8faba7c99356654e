package dev.switchboard.spi.provider;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Understands just enough of one relayed reply for the gateway to know when content begins, what was used, and whether the
 * reply is complete. Used by one thread at a time. It is called for every event, so it looks for a few marks in the bytes
 * rather than parse them.
 */
@ConsumerType
public interface RelayObserver {
    /** What an event of a stream is. */
    Observation observe(UpstreamEvent event);

    /**
     * The caller's bytes for an event that was observed last: those that came, unless this upstream wraps the format's events in
     * a framing of its own. Empty only for a failure that the gateway shall put into words of the caller's format.
     */
    default Bytes relayed(UpstreamEvent event) {
        return event.raw();
    }

    /** The caller's header fields for a streamed reply: those that came, unless {@link #relayed} changes the framing. */
    default Headers headers(Headers upstream) {
        return upstream;
    }

    /**
     * The text that an event adds to the reply, tool arguments and reasoning included, for counting tokens where the upstream
     * breaks off before it reports usage. Asked only for content, after {@link #observe}.
     */
    default String outputText(UpstreamEvent event) {
        return "";
    }

    /** Whether the reply is complete, asked when the connection ended in an orderly way. */
    boolean complete();

    /**
     * What a whole reply with a status below 400 says was used.
     *
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code UPSTREAM} if it is not what the format promises, see
     *     {@link UpstreamReply#requireJson}; of the kind it tells if it is an error in spite of its status
     */
    Optional<Usage> usage(UpstreamReply reply);
}
