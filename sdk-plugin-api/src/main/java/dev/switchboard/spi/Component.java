package dev.switchboard.spi;

import java.net.URI;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A configured instance of something a plugin offers.
 *
 * <p>Life: the factory creates it, the gateway asks {@link #selfCheck} once, then publishes it; from then on any number of
 * virtual threads call it at the same time. {@link #close} comes once, after the last of these calls has returned, and
 * nothing is called afterwards.
 */
@ConsumerType
public interface Component extends AutoCloseable {
    /**
     * Says whether the instance can do its work, without side effects and without calling an upstream. Must return, together
     * with the factory's {@code create}, within 10 seconds; an exception counts as {@link Health.State#FAILED}, which
     * keeps the instance, and an update that made it, from being published. Going once through what a call needs, with a call of
     * one's own, lets the first callers not wait until classes are loaded.
     */
    default Health selfCheck() {
        return Health.ready();
    }

    /**
     * Where the instance connects to, by the requests it makes of calls or by {@link PluginContext#outbound}: absolute http or
     * https URLs, of which host and port count; a host such as {@code *.example.com} stands for every name below that domain.
     * The gateway refuses to connect it to anywhere else, also to where other instances may, unless the operator lists the
     * address. The same set each time; asked once, when the instance has been created.
     */
    default Set<URI> destinations() {
        return Set.of();
    }

    /**
     * Where the instance gets its own credentials from on the machine's network, such as {@code http://169.254.169.254}: more
     * destinations, which may also be link-local addresses and those of clouds' metadata services. {@link #destinations} never
     * lead there. Only what a cloud documents belongs here, never what a configuration says at will. Each host in full. The same
     * set each time.
     */
    default Set<URI> metadataServices() {
        return Set.of();
    }

    /** Gives back what the instance holds. Must not throw and must not block for longer than a few seconds. */
    @Override
    default void close() {}
}
