package dev.switchboard.spi.cache;

import dev.switchboard.spi.Component;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A store of replies. A fault of the store is never a fault of the call: an exception counts as a miss. */
@ConsumerType
public interface ResponseCache extends Component {
    /** Looks a reply up. */
    Optional<CachedReply> find(CacheQuery query);

    /**
     * Keeps a reply, or does not. Called on the request's thread once the whole reply was sent: the caller waits no more, but
     * its connection does, so a slow store hands the work to {@link dev.switchboard.spi.PluginContext#executor}.
     */
    void store(CacheQuery query, CachedReply reply);
}
