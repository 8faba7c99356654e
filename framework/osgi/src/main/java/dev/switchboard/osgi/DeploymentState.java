package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that the deployer knows. Confined to the deployer's thread. */
final class DeploymentState {
    private final Map<String, Generation> current = new LinkedHashMap<>();
    private final Map<Generation, Health> health = new HashMap<>();
    private final Set<Generation> draining = new LinkedHashSet<>();
    private final Set<Candidate> starting = new LinkedHashSet<>();
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private Scan scan = Scan.EMPTY;
    private @Nullable CanaryRun canary;
    private String canaryDetail = "";

    Scan scan() {
        return scan;
    }

    /** Takes a new look at the directory; what was refused and is gone, or may work now, is no longer refused. */
    void scan(Scan next) {
        if (!next.equals(scan)) {
            scan = next;
            forgetCurable();
            refusals.values().removeIf(refusal -> isOver(refusal.step()));
        }
    }

    private boolean isOver(Step step) {
        return switch (step) {
            case Step.Remove remove ->
                isWanted(other -> other.name().equals(remove.old().name()));
            case Step.Install install -> isGone(install.candidate());
            case Step.Update update -> isGone(update.candidate());
            case Step.Try trial -> isGone(trial.candidate()) || isOver(trial);
            case Step.Rewire rewire -> true;
        };
    }

    /** Its operator says something else of it now. */
    private boolean isOver(Step.Try trial) {
        String bundle = trial.candidate().name();
        return !scan.pending().contains(CanaryFile.name(bundle))
                && !trial.canary().equals(scan.canaries().get(bundle));
    }

    private boolean isGone(Candidate candidate) {
        return !isWanted(other -> other.key().equals(candidate.key())) && !scan.unreadable(candidate.file());
    }

    private boolean isWanted(Predicate<Candidate> which) {
        return scan.candidates().stream().anyMatch(which);
    }

    void forgetCurable() {
        refusals.values().removeIf(Refusal::curableByOthers);
    }

    void forgetRefusals() {
        refusals.clear();
    }

    void refuse(Refusal refusal) {
        refusal.step().key().ifPresent(key -> refusals.put(key, refusal));
    }

    Map<String, Refusal> refusals() {
        return refusals;
    }

    Collection<Generation> current() {
        return current.values();
    }

    Optional<Generation> running(String name) {
        return Optional.ofNullable(current.get(name));
    }

    void starting(Collection<Candidate> candidates) {
        starting.addAll(candidates);
    }

    void noLongerStarting() {
        starting.clear();
    }

    Set<Candidate> starting() {
        return starting;
    }

    /** What arrived serves, what left drains. */
    void commit(Attempt attempt) {
        attempt.leaving().forEach(this::leave);
        attempt.arriving().forEach(generation -> current.put(generation.name(), generation));
    }

    /** All that serves drains. */
    List<Generation> leaveAll() {
        List<Generation> all = List.copyOf(current.values());
        all.forEach(this::leave);
        return all;
    }

    private void leave(Generation generation) {
        current.remove(generation.name());
        health.remove(generation);
        draining.add(generation);
    }

    /** The version on trial. */
    Optional<CanaryRun> canary() {
        return Optional.ofNullable(canary);
    }

    void canary(CanaryRun run) {
        canary = run;
        canaryDetail = run.step().canary().toString();
    }

    /** What is known of how it does. */
    void canaryDetail(InstalledPlugin plugin, String detail) {
        if (canary().flatMap(run -> run.generation().plugin())
                .filter(plugin::equals)
                .isPresent()) {
            canaryDetail = detail;
        }
    }

    String canaryDetail() {
        return canaryDetail;
    }

    /** The version on trial drains. */
    void endCanary() {
        canary().ifPresent(run -> draining.add(run.generation()));
        canary = null;
    }

    void drained(Collection<Generation> generations) {
        draining.removeAll(generations);
    }

    Set<Generation> draining() {
        return draining;
    }

    void health(InstalledPlugin plugin, Health is) {
        current.values().stream()
                .filter(generation -> generation.plugin().filter(plugin::equals).isPresent())
                .forEach(generation -> health.put(generation, is));
    }

    Health health(Generation generation) {
        return health.getOrDefault(generation, Health.ready());
    }

    /** The plugins that serve, without some and with others, in the order of their ids. */
    List<InstalledPlugin> plugins(Collection<InstalledPlugin> without, Collection<InstalledPlugin> with) {
        List<InstalledPlugin> plugins = new ArrayList<>(with);
        current.values().stream()
                .flatMap(generation -> generation.plugin().stream())
                .filter(plugin -> !without.contains(plugin))
                .forEach(plugins::add);
        plugins.sort(Comparator.comparing(InstalledPlugin::id));
        return plugins;
    }
}
