package dev.switchboard.osgi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How all bundles are. The running gateway writes it to {@code plugins.json} in its data directory after every
 * change, and every two seconds while plugins are used.
 *
 * @param at      when this was true
 * @param plugins by name; a bundle has further entries for versions that are still draining
 * @param ignored files in the bundle directory that are no bundles
 */
public record PluginReport(Instant at, List<PluginStatus> plugins, List<IgnoredFile> ignored) {
    /** Copies the lists. */
    public PluginReport {
        plugins = List.copyOf(plugins);
        ignored = List.copyOf(ignored);
    }

    /** The entry for a bundle, by its symbolic name or its plugin's id, that is neither about a draining version nor about one on trial. */
    public Optional<PluginStatus> find(String name) {
        return plugins.stream()
                .filter(status -> status.state() != PluginState.DRAINING && status.state() != PluginState.CANARY)
                .filter(status -> status.isCalled(name))
                .findFirst();
    }

    /** The entry for the version of a bundle that is on trial. */
    public Optional<PluginStatus> findCanary(String name) {
        return plugins.stream()
                .filter(status -> status.state() == PluginState.CANARY && status.isCalled(name))
                .findFirst();
    }

    /** The report as JSON in UTF-8, as in {@code plugins.json}. */
    public byte[] json() {
        return ReportWriter.json(this);
    }

    /**
     * A file that is not used.
     *
     * @param reason said of the file: {@code is not a complete jar: ...}
     */
    public record IgnoredFile(String file, String reason) {}
}
