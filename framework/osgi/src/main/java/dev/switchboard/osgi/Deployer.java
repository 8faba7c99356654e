package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs equal to what the directory holds. Everything happens beside what serves: a bundle is installed, started
 * and offered to the gateway, and only when that has published it does its predecessor leave.
 *
 * <p>All methods are called on one thread, the deployer's.
 */
final class Deployer {
    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private static final Duration UNUSED_JARS_STAY = Duration.ofHours(1);

    private final BundleRuntime runtime;
    private final BundleStore store;
    private final JarInspector inspector;
    private final PluginListener listener;
    private final PluginStarter starter;
    private final Retirement retirement;
    private final Duration limit;
    private final InstantSource clock;
    private final Consumer<PluginReport> reports;
    private final DeploymentState state = new DeploymentState();
    private final Reporter reporter;
    private boolean closed;

    Deployer(Parts parts, Duration limit, InstantSource clock) {
        this.runtime = parts.runtime();
        this.store = parts.store();
        this.inspector = new JarInspector(parts.store());
        this.listener = parts.listener();
        this.starter = new PluginStarter(parts.runtime(), limit, clock);
        this.retirement = parts.retirement();
        this.reports = parts.reports();
        this.limit = limit;
        this.clock = clock;
        this.reporter = new Reporter(state, store);
    }

    /** What the deployer works with. */
    record Parts(
            BundleRuntime runtime,
            BundleStore store,
            PluginListener listener,
            Retirement retirement,
            Consumer<PluginReport> reports) {}

    /** Takes a new look at the directory as what shall run. */
    void apply(Scan scan) {
        state.scan(scan);
        run();
    }

    /** Tries again what was refused. */
    void reconsider() {
        state.forgetRefusals();
        run();
    }

    void health(InstalledPlugin plugin, Health health) {
        state.health(plugin, health);
        report();
    }

    /** What would be done now. */
    Plan plan() {
        List<Deployed> current = state.current().stream().map(this::deployed).toList();
        return Planner.plan(current, state.scan(), state.refusals().keySet(), lastPublished());
    }

    /** Lets everything that serves leave; from then on nothing is deployed. */
    void retireAll() {
        closed = true;
        List<Generation> all = state.leaveAll();
        retirement.begin(all, () -> gone(all));
    }

    private void run() {
        if (closed) {
            return;
        }
        for (Plan plan = plan(); !plan.isEmpty(); plan = plan()) {
            plan.groups().forEach(group -> group.steps().forEach(step -> log.info("to do: {}", step)));
            if (publish(prepare(plan))) {
                state.forgetCurable();
            }
            state.noLongerStarting();
        }
        sweep();
        report();
    }

    private Deployed deployed(Generation generation) {
        Set<Long> used = runtime.uses(generation.bundle());
        List<String> names = state.current().stream()
                .filter(other -> used.contains(other.bundle()))
                .map(Generation::name)
                .toList();
        return new Deployed(generation.candidate(), Set.copyOf(names));
    }

    private List<Candidate> lastPublished() {
        return store.names().stream()
                .filter(name -> state.running(name).isEmpty())
                .flatMap(name -> lastPublished(name).stream())
                .toList();
    }

    private Optional<Candidate> lastPublished(String name) {
        List<BundleStore.Publication> history = store.history(name);
        return history.isEmpty() ? Optional.empty() : candidate(history.getLast());
    }

    private Optional<Candidate> candidate(BundleStore.Publication last) {
        return store.find(last.sha256()).flatMap(jar -> inspector.find(last.sha256(), jar, last.file(), last.at()));
    }

    // Everything is installed before anything is started, since one may need the other.
    private List<Attempt> prepare(Plan plan) {
        List<Attempt> attempts = plan.groups().stream().map(this::attempt).toList();
        attempts.forEach(attempt -> state.starting(attempt.steps().stream()
                .flatMap(step -> step.arriving().stream())
                .toList()));
        report();
        attempts.forEach(attempt -> runtime.hide(attempt.leavingBundles()));
        attempts.forEach(attempt -> install(attempt, attempts));
        attempts.forEach(attempt -> start(attempt, attempts));
        return alive(attempts);
    }

    private Attempt attempt(Plan.Group group) {
        List<Generation> leaving = group.steps().stream()
                .flatMap(step -> step.leaving().stream())
                .flatMap(candidate -> state.running(candidate.name()).stream())
                .toList();
        return new Attempt(group, leaving);
    }

    private void install(Attempt attempt, List<Attempt> all) {
        for (Candidate candidate : arrivals(attempt)) {
            try {
                attempt.installed(candidate, runtime.install(candidate));
            } catch (PluginFailure e) {
                refuse(attempt, all, candidate, e);
                return;
            }
        }
    }

    private void start(Attempt attempt, List<Attempt> all) {
        for (Map.Entry<Candidate, Long> installed : List.copyOf(attempt.installed().entrySet())) {
            Candidate candidate = installed.getKey();
            if (attempt.isRefused()) {
                return;
            }
            try {
                requireFreeId(candidate, attempt, all);
                attempt.started(starter.start(candidate, installed.getValue()));
                log.info("started {} from {}", candidate.label(), candidate.file());
            } catch (PluginFailure e) {
                refuse(attempt, all, candidate, e);
            }
        }
    }

    private void requireFreeId(Candidate candidate, Attempt attempt, List<Attempt> all) throws PluginFailure {
        if (candidate.plugin().isEmpty()) {
            return;
        }
        String id = candidate.plugin().get().id();
        Stream<InstalledPlugin> arriving = alive(all).stream().flatMap(other -> other.arrivingPlugins().stream());
        Stream<InstalledPlugin> staying = state.plugins(attempt.leavingPlugins(), List.of()).stream();
        Optional<InstalledPlugin> owner = Stream.concat(arriving, staying)
                .filter(plugin -> plugin.id().equals(id) && !plugin.bundle().equals(candidate.name()))
                .findFirst();
        if (owner.isPresent()) {
            throw new PluginFailure(
                    "has the plugin id '" + id + "', which already belongs to the bundle "
                            + owner.get().bundle() + " " + owner.get().version() + "; remove one of the two",
                    true);
        }
    }

    private boolean publish(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return false;
        }
        return switch (offer(attempts)) {
            case Verdict.Published published -> {
                attempts.forEach(this::commit);
                published.health().forEach(state::health);
                yield true;
            }
            case Verdict.Refused refused -> publishWithoutTheFaulty(attempts, refused);
        };
    }

    private Verdict offer(List<Attempt> attempts) {
        List<InstalledPlugin> arriving = attempts.stream().flatMap(a -> a.arrivingPlugins().stream()).toList();
        List<InstalledPlugin> leaving = attempts.stream().flatMap(a -> a.leavingPlugins().stream()).toList();
        if (arriving.isEmpty() && leaving.isEmpty()) {
            return Verdict.published();
        }
        try {
            return listener.offer(new Offer(state.plugins(leaving, arriving), arriving, leaving));
        } catch (RuntimeException | LinkageError e) {
            return Verdict.refused("publishing it failed: " + PluginCall.describe(e));
        }
    }

    private boolean publishWithoutTheFaulty(List<Attempt> attempts, Verdict.Refused refused) {
        List<Attempt> faulty = attempts.stream()
                .filter(attempt -> attempts.size() == 1 || fault(attempt, refused).isPresent())
                .toList();
        for (Attempt attempt : faulty) {
            refuse(attempt, attempts, new PluginFailure(fault(attempt, refused).orElse(refused.reason())));
        }
        if (!faulty.isEmpty()) {
            return publish(alive(attempts));
        }
        boolean any = false;
        for (Attempt attempt : attempts) {
            any |= !attempt.isRefused() && publish(List.of(attempt));
        }
        return any;
    }

    private static Optional<String> fault(Attempt attempt, Verdict.Refused refused) {
        return attempt.arrivingPlugins().stream()
                .filter(refused.faults()::containsKey)
                .map(refused.faults()::get)
                .findFirst();
    }

    private void commit(Attempt attempt) {
        state.commit(attempt);
        for (Step step : attempt.steps()) {
            log.info("done: {}", step);
        }
        try {
            attempt.arriving().forEach(generation -> store.record(generation.candidate(), clock.instant()));
        } catch (UncheckedIOException e) {
            log.warn("a rollback may lack the latest version: {}", e.getMessage());
        }
        if (!attempt.leaving().isEmpty()) {
            retirement.begin(attempt.leaving(), () -> gone(attempt.leaving()));
        }
    }

    private void gone(List<Generation> left) {
        removeBundles(left.stream().map(Generation::bundle).toList());
        state.drained(left);
        left.forEach(generation -> log.info("{} is gone", generation.candidate().label()));
        report();
    }

    private void refuse(Attempt attempt, List<Attempt> all, Candidate culprit, PluginFailure failure) {
        boolean rewired = attempt.steps().stream()
                .anyMatch(step -> step instanceof Step.Rewire rewire && rewire.candidate().equals(culprit));
        String sentence = rewired ? culprit.label() + ", which uses it, " + failure.sentence() : failure.sentence();
        refuse(attempt, all, new PluginFailure(sentence, failure.curableByOthers()));
    }

    private void refuse(Attempt attempt, List<Attempt> all, PluginFailure failure) {
        if (attempt.isRefused()) {
            return;
        }
        attempt.refuse();
        for (Step step : attempt.steps()) {
            if (step.key().isPresent()) {
                log.warn("refused: {}: {}", step, failure.sentence());
                state.refuse(new Refusal(step, failure.sentence(), failure.curableByOthers(), clock.instant()));
            }
        }
        Collection<Long> bundles = attempt.installed().values();
        for (Attempt other : alive(all)) {
            if (usesAny(other, bundles)) {
                refuse(other, all, new PluginFailure("uses a bundle that was refused", true));
            }
        }
        attempt.arrivingPlugins().forEach(InstalledPlugin::release);
        removeBundles(bundles);
        runtime.show(attempt.leavingBundles());
    }

    private boolean usesAny(Attempt attempt, Collection<Long> bundles) {
        return attempt.arriving().stream().anyMatch(generation -> {
            Set<Long> used = new HashSet<>(runtime.uses(generation.bundle()));
            return used.removeAll(bundles);
        });
    }

    // Stopping may run a bundle's code, and one whose start hangs may hold a lock of the framework's.
    private void removeBundles(Collection<Long> bundles) {
        List<Long> copy = List.copyOf(bundles);
        if (copy.isEmpty()) {
            return;
        }
        try {
            PluginCall.within(limit, "stopping bundles", () -> {
                runtime.remove(copy);
                return true;
            });
        } catch (PluginFailure e) {
            log.warn("some classes stay in memory until the gateway is restarted: {}", e.sentence());
        }
    }

    private void sweep() {
        Set<String> used = new HashSet<>();
        state.scan().candidates().forEach(candidate -> used.add(candidate.sha256()));
        state.current().forEach(generation -> used.add(generation.candidate().sha256()));
        try {
            store.sweep(used, clock.instant().minus(UNUSED_JARS_STAY));
        } catch (UncheckedIOException e) {
            log.warn("{}", e.getMessage());
        }
    }

    private void report() {
        reports.accept(reporter.report(clock.instant()));
    }

    private static List<Candidate> arrivals(Attempt attempt) {
        List<Candidate> arrivals = new ArrayList<>();
        attempt.steps().forEach(step -> step.arriving().ifPresent(arrivals::add));
        return arrivals;
    }

    private static List<Attempt> alive(List<Attempt> attempts) {
        return attempts.stream().filter(attempt -> !attempt.isRefused()).toList();
    }
}
