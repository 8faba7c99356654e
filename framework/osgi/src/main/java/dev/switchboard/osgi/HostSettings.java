package dev.switchboard.osgi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where plugins live and how long the host waits for things.
 *
 * @param bundles      the watched directory; what lies in it is what shall run
 * @param data         the gateway's data directory; the host keeps its store, cache and state there
 * @param startTimeout how long a plugin may take to start, 10 seconds by default
 * @param settle       how long a file must not have changed before it counts, 150 milliseconds by default
 * @param pause        how long the directory is left alone after a change of it was taken, 850 milliseconds by default: what
 *                     comes meanwhile is taken together, so that many changes leave the machine to the callers
 * @param poll         how often the directory is looked at when no file event came, 2 seconds by default
 * @param keptVersions how many versions of each bundle are kept for a rollback, at least 1, 5 by default
 * @param trust        whose bundles run, everybody's by default
 */
public record HostSettings(
        Path bundles,
        Path data,
        Duration startTimeout,
        Duration settle,
        Duration pause,
        Duration poll,
        int keptVersions,
        Trust trust) {
    /** Checks the ranges. */
    public HostSettings {
        Objects.requireNonNull(bundles);
        Objects.requireNonNull(data);
        requirePositive("startTimeout", startTimeout);
        requirePositive("settle", settle);
        requirePositive("pause", pause);
        requirePositive("poll", poll);
        if (keptVersions < 1) {
            throw new IllegalArgumentException("keptVersions: " + keptVersions + " (expected: >= 1)");
        }
    }

    /** The defaults for these directories. */
    public static HostSettings of(Path bundles, Path data) {
        return new HostSettings(
                bundles,
                data,
                Duration.ofSeconds(10),
                Duration.ofMillis(150),
                Duration.ofMillis(850),
                Duration.ofSeconds(2),
                5,
                Trust.OFF);
    }

    Path lockFile() {
        return data.resolve("plugins.lock");
    }

    Path reportFile() {
        return data.resolve("plugins.json");
    }

    Path historyFile() {
        return data.resolve("plugins-history.tsv");
    }

    Path storeDirectory() {
        return data.resolve("bundle-store");
    }

    Path journalDirectory() {
        return data.resolve("bundle-starts");
    }

    Path cacheDirectory() {
        return data.resolve("bundle-cache");
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
