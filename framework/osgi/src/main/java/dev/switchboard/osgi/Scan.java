package dev.switchboard.osgi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at the directory found.
 *
 * @param candidates the bundles
 * @param unusable   files that are no bundle, each with the reason
 * @param pending    files that are still being written
 * @param canaries   by bundle: how its highest version is on trial
 */
record Scan(
        List<Candidate> candidates, Map<String, String> unusable, Set<String> pending, Map<String, Canary> canaries) {
    static final Scan EMPTY = new Scan(List.of(), Map.of(), Set.of(), Map.of());

    Scan {
        candidates = List.copyOf(candidates);
        unusable = Map.copyOf(unusable);
        pending = Set.copyOf(pending);
        canaries = Map.copyOf(canaries);
    }

    /** The version of a bundle that may only be tried, because its operator says so or is about to change that. */
    Optional<Candidate> onTrial(String bundle) {
        return canaries.containsKey(bundle) || pending.contains(CanaryFile.name(bundle))
                ? candidates.stream()
                        .filter(candidate -> candidate.name().equals(bundle))
                        .max(Candidate.RANK)
                : Optional.empty();
    }

    /** Whether a file is there of which nothing is known. */
    boolean unreadable(String file) {
        return unusable.containsKey(file) || pending.contains(file);
    }
}
