package dev.switchboard.osgi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.osgi.framework.Version;

/**
 * A jar that was read from the first to the last byte and is a bundle.
 *
 * @param name         its symbolic name
 * @param plugin       what its header says; empty for a library
 * @param file         the name of the file it came as
 * @param sha256       of its bytes, in hexadecimal
 * @param jar          a private copy of these bytes that nobody else writes to
 * @param modified     when the file was last modified
 * @param capabilities what its manifest declares
 * @param provenance   who vouches for it, in words; empty if nobody looked
 */
record Candidate(
        String name,
        Version version,
        Optional<PluginEntry> plugin,
        String file,
        String sha256,
        Path jar,
        Instant modified,
        Capabilities capabilities,
        String provenance) {
    /**
     * Which of two jars of one bundle shall run: the higher version; of one version the younger file; then by name, so that
     * the answer is always the same.
     */
    static final Comparator<Candidate> RANK = Comparator.comparing(Candidate::version)
            .thenComparing(Candidate::modified)
            .thenComparing(Candidate::file);

    /** The plugin's class and id, as the manifest has them. */
    record PluginEntry(String className, String id) {}

    /** Identifies this copy of these bytes, so that touching a rejected file asks for another try. */
    String key() {
        return name + "@" + sha256 + "@" + modified;
    }

    boolean sameBytes(Candidate other) {
        return sha256.equals(other.sha256);
    }

    boolean isPlugin(String id) {
        return plugin.filter(entry -> entry.id().equals(id)).isPresent();
    }

    /** Whether people mean it by a name: its symbolic name or its plugin's id. */
    boolean isCalled(String wanted) {
        return name.equals(wanted) || isPlugin(wanted);
    }

    /**
     * Whether people mean it by a version, which may have the beginning of a digest behind it to tell one build of it from another:
     * {@code 1.0.0@3f2a9c1d}.
     */
    boolean isVersion(String wanted) {
        String[] parts = wanted.split("@", 2);
        return version.toString().equals(parts[0]) && (parts.length == 1 || sha256.startsWith(parts[1]));
    }

    boolean isLibrary() {
        return plugin.isEmpty();
    }

    String label() {
        return name + " " + version;
    }
}
