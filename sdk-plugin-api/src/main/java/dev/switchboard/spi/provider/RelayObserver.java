package dev.switchboard.spi.provider;

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
     * The text that an event adds to the reply, tool arguments and reasoning included, for counting tokens where the upstream
     * breaks off before it reports usage. Asked only for content, after {@link #observe}.
     */
    default String outputText(UpstreamEvent event) {
        return "";
    }

    /** Whether the reply is complete, asked when the connection ended in an orderly way. */
    boolean complete();

    /** What a whole reply with a status below 400 says was used. */
    Optional<Usage> usage(UpstreamReply reply);
}
