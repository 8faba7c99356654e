package dev.switchboard.osgi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What to do so that what runs is what the directory says.
 *
 * @param groups each is done as a whole or not at all; those that may provide something to others come first
 */
record Plan(List<Group> groups) {
    Plan {
        groups = List.copyOf(groups);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** One line per step. */
    @Override
    public String toString() {
        return isEmpty()
                ? "nothing to do"
                : groups.stream().map(Group::toString).collect(Collectors.joining("\n"));
    }

    /** Steps that belong together: a bundle and those that are wired to it. */
    record Group(List<Step> steps) {
        Group {
            steps = List.copyOf(steps);
        }

        @Override
        public String toString() {
            return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
        }
    }
}
