package dev.switchboard.osgi;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a gateway would do with a bundle directory as it is, in words. */
record BundlePlan(List<Deployed> serving, Scan scan) {
    /** One line per step. */
    @Override
    public String toString() {
        return lines(Step::toString);
    }

    /** The same with what each arriving plugin declares, and who vouches for it. */
    String withDeclarations() {
        return lines(BundlePlan::withDeclaration);
    }

    private String lines(Function<Step, String> words) {
        Stream<Step> planned = Planner.plan(serving, scan, Set.of(), List.of()).groups().stream()
                .flatMap(group -> group.steps().stream());
        Stream<Step> trial = Planner.trial(serving, scan, Set.of()).map(Step.class::cast).stream();
        String steps = Stream.concat(planned, trial).map(words).collect(Collectors.joining("\n"));
        return steps.isEmpty() ? "nothing to do" : steps;
    }

    private static String withDeclaration(Step step) {
        return step.arriving()
                .filter(candidate -> !candidate.isLibrary())
                .map(candidate -> step + "\n    declares "
                        + candidate.capabilities().declaration()
                        + (candidate.provenance().isEmpty() ? "" : "\n    " + candidate.provenance()))
                .orElseGet(step::toString);
    }
}
