package dev.switchboard.spi;

import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.upstream.Outbound;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.InstantSource;
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

    /** The gateway's way to other hosts, for what is not a model call: fetching a token, delivering a report. */
    Outbound outbound();

    /** The running configuration, for a {@link dev.switchboard.spi.runtime.ConfigSource}. */
    default RuntimeConfig runtimeConfig() {
        return RuntimeConfig.NONE;
    }
}
