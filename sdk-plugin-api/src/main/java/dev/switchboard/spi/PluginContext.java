package dev.switchboard.spi;

import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.shared.SharedValues;
import dev.switchboard.spi.upstream.Outbound;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the gateway lends to one instance. Safe for use by any thread until the instance is closed.
 */
@ProviderType
public interface PluginContext {
    /** A log that carries the plugin's and the instance's name. */
    Logger logger();

    /** The clock to read the time from. */
    InstantSource clock();

    /**
     * Runs work on virtual threads that carry the instance's name and are interrupted when it is closed. Plugins start no
     * threads of their own: such a thread would keep a replaced plugin in memory.
     */
    Executor executor();

    /** A directory that belongs to this instance and outlives it. It exists. */
    Path dataDirectory();

    /**
     * What instances of this kind and name leave for each other while they overlap: a new version of the plugin, or changed
     * settings, make a new instance while the one before still serves. Who holds what only one can hold, such as files that are
     * locked, puts a way to it here, and takes it out when it is closed; who comes goes that way until then. All find the same
     * map, which lasts as long as the gateway's process. Values are of types of the JDK alone: every version knows them, and none
     * keeps another's classes in memory.
     */
    ConcurrentMap<String, Object> handover();

    /** The gateway's way to other hosts, for what is not a model call: fetching a token, delivering a report. */
    Outbound outbound();

    /**
     * Values that gateways share, of an entry of the configuration's section {@code shared}. What is returned goes on to work when
     * that entry is made anew; once there is none of that name any more, it throws as one that does not answer does. So it does
     * while instances are being made, in which nothing is to be read.
     *
     * @param name of the entry
     * @return empty if there was no such entry when this instance was made
     */
    default Optional<SharedValues> sharedValues(String name) {
        return Optional.empty();
    }

    /** The running configuration, for a {@link dev.switchboard.spi.runtime.ConfigSource}. */
    default RuntimeConfig runtimeConfig() {
        return RuntimeConfig.NONE;
    }
}
