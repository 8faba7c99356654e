package dev.switchboard.launcher.gateway;

import dev.switchboard.config.ConfigLoader;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.config.schema.PluginsConfig;
import dev.switchboard.osgi.HostSettings;
import dev.switchboard.osgi.Trust;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How a gateway is started.
 *
 * @param config      the configuration file; without one the gateway makes a configuration of what it finds
 * @param flags       values of the command line, above file and environment
 * @param environment the variables of the environment
 * @param data        the directory for everything the gateway writes
 * @param bundles     the watched directory of bundles, unless the configuration names another
 * @param clock       by which routing remembers, in nanoseconds, as {@link System#nanoTime}
 */
public record GatewayOptions(
        Optional<Path> config,
        List<ConfigOverride> flags,
        Map<String, String> environment,
        Path data,
        Path bundles,
        LongSupplier clock) {
    private static final Mapping NOTHING = Mapping.builder(Origin.of("no file")).build();

    /** Options of a gateway that lives in the time of its machine. */
    public GatewayOptions(
            Optional<Path> config,
            List<ConfigOverride> flags,
            Map<String, String> environment,
            Path data,
            Path bundles) {
        this(config, flags, environment, data, bundles, System::nanoTime);
    }

    /** Copies the collections. */
    public GatewayOptions {
        flags = List.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /**
     * Checks what can be checked before a bundle is started.
     *
     * @throws ConfigException with all problems, if there is one
     */
    void check() {
        config.map(file -> ConfigLoader.ofFile(file, environment, flags))
                .orElseGet(() -> ConfigLoader.ofTree(NOTHING, environment, flags))
                .check();
    }

    /**
     * How the bundles run: as the configuration says.
     *
     * @param directory where the host keeps what it writes
     * @throws ConfigException if the section of the plugins is wrong
     */
    public HostSettings hostSettings(Path directory) {
        Optional<PluginsConfig> plugins =
                config.map(file -> ConfigLoader.ofFile(file, environment, flags).plugins());
        HostSettings defaults =
                HostSettings.of(plugins.flatMap(PluginsConfig::directory).orElse(bundles), directory);
        return plugins.map(set -> new HostSettings(
                        defaults.bundles(),
                        directory,
                        set.startTimeout(),
                        defaults.settle(),
                        defaults.pause(),
                        defaults.poll(),
                        set.keepVersions(),
                        new Trust(Trust.Mode.valueOf(set.signatures().name()), Set.copyOf(set.trustedKeys()))))
                .orElse(defaults);
    }
}
