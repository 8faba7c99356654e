package dev.switchboard.spi.provider;

import dev.switchboard.spi.Component;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A configured way to reach models. It translates and holds nothing: the gateway opens the connections, keeps the
 * time-outs, retries and cancels. So a provider has nothing to close and can be replaced at any time.
 */
@ConsumerType
public interface Provider extends Component {
    /**
     * A provider that connects to one place and needs nothing else.
     *
     * @param destination an absolute http or https URL, of which host and port count
     */
    static Provider of(Abilities abilities, URI destination) {
        Set<URI> destinations = Set.of(destination);
        return new Provider() {
            @Override
            public Abilities abilities() {
                return abilities;
            }

            @Override
            public Set<URI> destinations() {
                return destinations;
            }
        };
    }

    /** What it can do; the same object each time. */
    Abilities abilities();

    /**
     * Adds credentials that take time to get or that depend on the whole request, such as a token with an end or a signature.
     * Called last before each request is sent, on its own virtual thread: it may block, but not for longer than a caller would
     * wait. What is cheap and constant belongs into the translator's headers instead.
     *
     * @return the request to send; it goes to the same host
     * @throws dev.switchboard.spi.error.GatewayException if there are no credentials; the next target may have some
     */
    default UpstreamRequest authorize(UpstreamRequest request) {
        return request;
    }
}
