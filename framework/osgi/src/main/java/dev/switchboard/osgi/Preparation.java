package dev.switchboard.osgi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a plan up to the point where it can be published: all that shall arrive is started, and nothing that serves
 * has been touched. What fails is undone, together with what came to depend on it.
 */
final class Preparation {
    private static final Logger log = LoggerFactory.getLogger(Preparation.class);

    private final BundleRuntime runtime;
    private final DeploymentState state;
    private final PluginStarter starter;
    private final Duration limit;
    private final InstantSource clock;
    private final List<Attempt> attempts;

    Preparation(
            BundleRuntime runtime,
            DeploymentState state,
            PluginStarter starter,
            Duration limit,
            InstantSource clock,
            Plan plan) {
        this.runtime = runtime;
        this.state = state;
        this.starter = starter;
        this.limit = limit;
        this.clock = clock;
        this.attempts = plan.groups().stream().map(this::attempt).toList();
    }

    private Attempt attempt(Plan.Group group) {
        List<Generation> leaving = group.steps().stream()
                .flatMap(step -> step.leaving().stream())
                .flatMap(candidate -> state.running(candidate.name()).stream())
                .toList();
        return new Attempt(group, leaving);
    }

    /** Starts what shall arrive. Everything is installed before anything is started, since one may need the other. */
    void run() {
        attempts.forEach(attempt -> runtime.hide(attempt.leavingBundles()));
        attempts.forEach(this::install);
        attempts.forEach(this::start);
    }

    /** What neither failed nor was published so far. */
    List<Attempt> open() {
        return attempts.stream().filter(Attempt::isOpen).toList();
    }

    private void install(Attempt attempt) {
        for (Step step : attempt.steps()) {
            Optional<Candidate> arriving = step.arriving();
            if (arriving.isPresent() && attempt.isOpen()) {
                try {
                    attempt.installed(arriving.get(), runtime.install(arriving.get()));
                } catch (PluginFailure e) {
                    refuse(attempt, arriving.get(), e);
                }
            }
        }
    }

    private void start(Attempt attempt) {
        for (Map.Entry<Candidate, Long> installed :
                List.copyOf(attempt.installed().entrySet())) {
            if (attempt.isOpen()) {
                Candidate candidate = installed.getKey();
                try {
                    requireFreeId(candidate, attempt);
                    attempt.started(starter.start(candidate, installed.getValue()));
                    log.debug("started {} from {}", candidate.label(), candidate.file());
                } catch (PluginFailure e) {
                    refuse(attempt, candidate, e);
                }
            }
        }
    }

    private void requireFreeId(Candidate candidate, Attempt attempt) throws PluginFailure {
        Stream<InstalledPlugin> arriving = open().stream().flatMap(other -> other.arrivingPlugins().stream());
        Stream<InstalledPlugin> staying = state.plugins(attempt.leavingPlugins(), List.of()).stream();
        Optional<InstalledPlugin> owner = Stream.concat(arriving, staying)
                .filter(plugin ->
                        candidate.isPlugin(plugin.id()) && !plugin.bundle().equals(candidate.name()))
                .findFirst();
        if (owner.isPresent()) {
            InstalledPlugin other = owner.get();
            String sentence = "has the plugin id '" + other.id() + "', which already belongs to the bundle "
                    + other.bundle() + " " + other.version() + "; remove one of the two";
            throw new PluginFailure(sentence, true);
        }
    }

    private void refuse(Attempt attempt, Candidate culprit, PluginFailure failure) {
        boolean rewired = attempt.steps().contains(new Step.Rewire(culprit));
        String sentence = rewired ? culprit.label() + ", which uses it, " + failure.sentence() : failure.sentence();
        refuse(attempt, new PluginFailure(sentence, failure.curableByOthers()));
    }

    /** Undoes an attempt and those that use what it started, and remembers why. */
    void refuse(Attempt attempt, PluginFailure failure) {
        attempt.close();
        for (Step step : attempt.steps()) {
            if (step.key().isPresent()) {
                log.warn("refused: {}: {}", step, failure.sentence());
                state.refuse(new Refusal(step, failure.sentence(), failure.curableByOthers(), clock.instant()));
            }
        }
        Collection<Long> bundles = attempt.installed().values();
        for (Attempt other : open()) {
            if (other.isOpen() && usesAny(other, bundles)) {
                refuse(other, new PluginFailure("uses a bundle that was refused", true));
            }
        }
        attempt.arrivingPlugins().forEach(InstalledPlugin::release);
        remove(runtime, bundles, limit);
        runtime.show(attempt.leavingBundles());
    }

    private boolean usesAny(Attempt attempt, Collection<Long> bundles) {
        return attempt.arriving().stream().anyMatch(generation -> {
            Set<Long> used = new HashSet<>(runtime.uses(generation.bundle()));
            return used.removeAll(bundles);
        });
    }

    /** Stops bundles, which may run their code; one whose start hangs may even hold a lock of the framework's. */
    static void remove(BundleRuntime runtime, Collection<Long> bundles, Duration limit) {
        List<Long> all = List.copyOf(bundles);
        if (all.isEmpty()) {
            return;
        }
        try {
            PluginCall.within(limit, "stopping bundles", () -> {
                runtime.remove(all);
                return true;
            });
        } catch (PluginFailure e) {
            log.warn("some classes stay in memory until the gateway is restarted: {}", e.sentence());
        }
    }
}
