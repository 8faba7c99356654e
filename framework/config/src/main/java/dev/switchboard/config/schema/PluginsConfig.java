package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        int keepVersions,

        @Description("Whether operators may install bundles over the admin port, not only by files on this machine.")
        @Default("false")
        boolean installOverHttp,

        @Description("Whether bundles must be signed by one of trusted-keys: off, warn in their status, or require.")
        @Default("off")
        Signatures signatures,

        @Description("Keys whose signatures count: the SHA-256 of a signer's public key each, 64 hexadecimal digits.")
        List<String> trustedKeys) {

    public PluginsConfig {
        Check.positive("start-timeout", startTimeout);
        Check.positive("drain-timeout", drainTimeout);
        Check.range("keep-versions", keepVersions, 1, 100);
        for (String key : trustedKeys) {
            if (!key.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("trusted-keys: \"" + key
                        + "\" (expected: the SHA-256 of a public key, 64 digits of 0-9 and a-f)");
            }
        }
        if (signatures == Signatures.REQUIRE && trustedKeys.isEmpty()) {
            throw new IllegalArgumentException("trusted-keys: none (expected: at least one where signatures: require)");
        }
        trustedKeys = List.copyOf(trustedKeys);
    }

    /** What becomes of a bundle that none of the trusted keys has signed. */
    public enum Signatures {
        /** It runs, and nobody looks. */
        OFF,
        /** It runs, and its status says so. */
        WARN,
        /** It does not run. */
        REQUIRE
    }
}
