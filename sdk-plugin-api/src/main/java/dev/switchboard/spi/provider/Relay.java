package dev.switchboard.spi.provider;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Passes a caller's bytes to an upstream that speaks the same wire format. Pure and safe for use by any number of threads,
 * like a {@link Translator}. Bytes that need not change do not change, in both directions.
 */
@ConsumerType
public interface Relay {
    /** Whether the target's model can be reached in this format; where not, the call is translated. */
    default boolean serves(Target target) {
        return true;
    }

    /**
     * Writes the upstream request: the caller's body with the upstream's model name, and the upstream's credentials. Further
     * members change only where this upstream demands it.
     */
    UpstreamRequest encode(RelayRequest request, Target target);

    /** Watches one reply go by; a new observer for each. */
    RelayObserver observer(RelayRequest request);

    /**
     * Whether the upstream says errors in this format, too, so that the caller gets the body as it is; where not, the caller
     * gets the upstream's words in the format.
     */
    default boolean relaysErrors() {
        return true;
    }

    /** Reads a reply with a status of 400 or more. Must cope with any body; see {@link #relaysErrors}. */
    GatewayError error(UpstreamReply reply);
}
