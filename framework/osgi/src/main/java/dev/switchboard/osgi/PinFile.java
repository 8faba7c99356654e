package dev.switchboard.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The version a bundle is kept at, as a file {@code SYMBOLIC-NAME.pin} in the bundle directory. */
final class PinFile {
    private static final String SUFFIX = ".pin";

    private PinFile() {}

    static boolean isOne(String file) {
        return file.endsWith(SUFFIX);
    }

    /** The bundle that a file is about. */
    static String bundle(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    static String name(String bundle) {
        return bundle + SUFFIX;
    }

    /** The version; empty if there is none to be read. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(version -> !version.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Passes the other versions over; a version that is not there keeps none out. */
    static void apply(String bundle, String version, List<Candidate> candidates, Map<String, String> unusable) {
        List<Candidate> others = candidates.stream()
                .filter(candidate -> candidate.name().equals(bundle))
                .filter(candidate -> !candidate.version().toString().equals(version))
                .toList();
        boolean there = candidates.stream()
                .anyMatch(candidate -> candidate.name().equals(bundle) && !others.contains(candidate));
        if (there) {
            candidates.removeAll(others);
            others.forEach(other -> unusable.put(
                    other.file(),
                    "is passed over: " + bundle + " is pinned to " + version + " (plugins unpin " + bundle + ")"));
        }
    }
}
