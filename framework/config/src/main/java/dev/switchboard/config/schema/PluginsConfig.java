package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Bundles. */
@Description("How bundles are found, swapped and kept.")
public record PluginsConfig(
        @Description("Watched folder of bundles. Without it, `bundles` of the installation.")
        Optional<Path> directory,

        @Description("Time for a plugin to start; one that takes longer is refused.") @Default("10s")
        Duration startTimeout,

        @Description("Time for running requests to leave a replaced bundle; longer than the longest stream.")
        @Default("15m")
        Duration drainTimeout,

        @Description("Versions of each bundle that are kept for a rollback, 1 to 100.") @Default("5")
        int keepVersions) {

    public PluginsConfig {
        Check.positive("start-timeout", startTimeout);
        Check.positive("drain-timeout", drainTimeout);
        Check.range("keep-versions", keepVersions, 1, 100);
    }
}
