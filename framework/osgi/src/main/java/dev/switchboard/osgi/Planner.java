package dev.switchboard.osgi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what runs with what the directory holds. Pure: no I/O, no clock, the same answer for the same question.
 *
 * <p>Of each bundle the highest version runs. What was tried and refused is passed over: if a version runs it goes on, else
 * the next best is taken, and last the version that was published last, as long as its file is there in whatever state.
 * Nothing is removed while a file is being written: it may be what takes the place of the one that has gone.
 */
final class Planner {
    private final Map<String, Deployed> current;
    private final Scan scan;
    private final Set<String> refused;
    private final Map<String, Candidate> lastPublished;

    private Planner(Collection<Deployed> current, Scan scan, Set<String> refused, Collection<Candidate> lastPublished) {
        this.current = byName(current, Deployed::name);
        this.scan = scan;
        this.refused = refused;
        this.lastPublished = byName(lastPublished, Candidate::name);
    }

    /**
     * Plans.
     *
     * @param refused       keys of the steps that were tried in vain
     * @param lastPublished what each bundle last ran as, for bundles that do not run
     */
    static Plan plan(
            Collection<Deployed> current, Scan scan, Set<String> refused, Collection<Candidate> lastPublished) {
        return new Planner(current, scan, refused, lastPublished).plan();
    }

    private Plan plan() {
        Map<String, List<Candidate>> wanted = scan.candidates().stream()
                .collect(Collectors.groupingBy(Candidate::name, LinkedHashMap::new, Collectors.toList()));
        Map<String, Step> steps = new LinkedHashMap<>();
        wanted.forEach((name, ranked) -> step(name, ranked).ifPresent(step -> steps.put(name, step)));
        lastPublished.values().stream()
                .filter(candidate -> !current.containsKey(candidate.name()) && !wanted.containsKey(candidate.name()))
                .filter(candidate -> scan.unreadable(candidate.file()) && !refused.contains(candidate.key()))
                .forEach(candidate -> steps.put(candidate.name(), new Step.Install(candidate)));
        if (scan.pending().isEmpty()) {
            current.values().stream()
                    .filter(deployed -> !wanted.containsKey(deployed.name()))
                    .filter(deployed -> !scan.unreadable(deployed.candidate().file()))
                    .filter(deployed -> !refused.contains(Step.Remove.key(deployed.candidate())))
                    .forEach(deployed -> remove(deployed, steps));
        }
        return new Plan(groups(steps));
    }

    /**
     * The version that shall be tried beside the one that serves; the first by name, since with two at a time nobody could
     * tell which of them did it.
     */
    static Optional<Step.Try> trial(Collection<Deployed> current, Scan scan, Set<String> refused) {
        return new Planner(current, scan, refused, List.of()).trial();
    }

    private Optional<Step.Try> trial() {
        return scan.canaries().entrySet().stream()
                .filter(entry -> entry.getValue().givenUp().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> trial(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private Optional<Step.Try> trial(String name, Canary canary) {
        Deployed running = current.get(name);
        return scan.onTrial(name)
                .filter(candidate -> running != null && !candidate.sameBytes(running.candidate()))
                .filter(candidate -> !refused.contains(candidate.key()))
                .map(candidate -> new Step.Try(running(name), candidate, canary));
    }

    private Optional<Step> step(String name, List<Candidate> all) {
        Optional<Candidate> tried = scan.onTrial(name);
        List<Candidate> candidates = tried.isEmpty()
                ? all
                : all.stream().filter(other -> !other.sameBytes(tried.get())).toList();
        Deployed running = current.get(name);
        if (running == null) {
            // A version on trial serves everybody only where there is nothing else.
            return firstNotRefused(name, candidates)
                    .or(() -> firstNotRefused(name, all))
                    .map(Step.Install::new);
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Candidate best = candidates.stream().max(Candidate.RANK).orElseThrow();
        return best.sameBytes(running.candidate()) || refused.contains(best.key())
                ? Optional.empty()
                : Optional.of(new Step.Update(running.candidate(), best));
    }

    private Optional<Candidate> firstNotRefused(String name, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !refused.contains(candidate.key()))
                .max(Candidate.RANK)
                .or(() -> Optional.ofNullable(lastPublished.get(name))
                        .filter(candidate -> !refused.contains(candidate.key())));
    }

    // A bundle that was renamed keeps its plugin id: the new name takes over from the old.
    private void remove(Deployed deployed, Map<String, Step> steps) {
        Candidate old = deployed.candidate();
        Optional<Candidate> successor = steps.values().stream()
                .filter(Step.Install.class::isInstance)
                .map(step -> ((Step.Install) step).candidate())
                .filter(candidate -> samePlugin(old, candidate))
                .findFirst();
        successor.ifPresent(candidate -> steps.remove(candidate.name()));
        steps.put(
                deployed.name(),
                successor
                        .<Step>map(candidate -> new Step.Update(old, candidate))
                        .orElseGet(() -> new Step.Remove(old)));
    }

    private static boolean samePlugin(Candidate old, Candidate candidate) {
        return old.plugin().isPresent()
                && old.plugin()
                        .map(Candidate.PluginEntry::id)
                        .equals(candidate.plugin().map(Candidate.PluginEntry::id));
    }

    private List<Plan.Group> groups(Map<String, Step> steps) {
        Map<String, Step> left = new LinkedHashMap<>(steps);
        List<Plan.Group> groups = new ArrayList<>();
        while (!left.isEmpty()) {
            groups.add(group(left.keySet().iterator().next(), left));
        }
        groups.sort(Comparator.comparing(group -> !group.steps().getFirst().isLibrary()));
        return groups;
    }

    /** Takes a step and all that hangs together with it: users of what is replaced, and what they are replaced with. */
    private Plan.Group group(String first, Map<String, Step> left) {
        Set<String> names = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(first));
        List<Step> steps = new ArrayList<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            if (names.add(name)) {
                Step planned = left.remove(name);
                steps.add(planned == null ? new Step.Rewire(running(name)) : planned);
                open.addAll(linked(name, left.keySet()));
            }
        }
        steps.sort(Comparator.comparing(step -> !step.isLibrary()));
        return new Plan.Group(steps);
    }

    // Users are drawn in; of what it uses only that which changes anyway.
    private Set<String> linked(String name, Set<String> changing) {
        Set<String> linked = new LinkedHashSet<>();
        current.values().stream()
                .filter(other -> other.uses().contains(name))
                .map(Deployed::name)
                .forEach(linked::add);
        Deployed deployed = current.get(name);
        if (deployed != null) {
            deployed.uses().stream().filter(changing::contains).forEach(linked::add);
        }
        return linked;
    }

    private Candidate running(String name) {
        return Optional.ofNullable(current.get(name)).orElseThrow().candidate();
    }

    private static <T> Map<String, T> byName(Collection<T> values, Function<T, String> name) {
        return values.stream()
                .collect(Collectors.toMap(name, Function.identity(), (first, second) -> second, LinkedHashMap::new));
    }
}
