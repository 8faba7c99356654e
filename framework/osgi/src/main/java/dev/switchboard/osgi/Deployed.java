package dev.switchboard.osgi;

import java.util.Set;

/**
 * A bundle that runs, as the planner sees it.
 *
 * @param uses the names of the bundles that it is wired to
 */
record Deployed(Candidate candidate, Set<String> uses) {
    Deployed {
        uses = Set.copyOf(uses);
    }

    String name() {
        return candidate.name();
    }
}
