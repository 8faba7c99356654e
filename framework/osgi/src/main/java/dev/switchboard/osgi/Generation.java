package dev.switchboard.osgi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One start of one jar.
 *
 * @param bundle the framework's number for it
 * @param plugin empty for a library
 * @param offers what the plugin offers, in words
 */
record Generation(
        Candidate candidate, long bundle, Optional<InstalledPlugin> plugin, List<String> offers, Instant since) {
    String name() {
        return candidate.name();
    }
}
