package dev.switchboard.osgi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one look at the directory found.
 *
 * @param candidates the bundles
 * @param unusable   files that are no bundle, each with the reason
 * @param pending    files that are still being written
 */
record Scan(List<Candidate> candidates, Map<String, String> unusable, Set<String> pending) {
    static final Scan EMPTY = new Scan(List.of(), Map.of(), Set.of());

    Scan {
        candidates = List.copyOf(candidates);
        unusable = Map.copyOf(unusable);
        pending = Set.copyOf(pending);
    }

    /** Whether a file is there of which nothing is known. */
    boolean unreadable(String file) {
        return unusable.containsKey(file) || pending.contains(file);
    }
}
