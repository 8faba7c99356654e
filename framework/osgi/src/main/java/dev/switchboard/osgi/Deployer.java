package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes what runs equal to what the directory holds. Everything happens beside what serves: a bundle is installed, started
 * and offered to the gateway, and only when that has published it does its predecessor leave.
 *
 * <p>All methods are called on one thread, the deployer's.
 */
final class Deployer {
    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private static final Duration UNUSED_JARS_STAY = Duration.ofHours(1);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final BundleRuntime runtime;
    private final BundleStore store;
    private final StartJournal journal;
    private final JarInspector inspector;
    private final PluginListener listener;
    private final Retirement retirement;
    private final PluginHistory history;
    private final Duration limit;
    private final InstantSource clock;
    private final Consumer<PluginReport> reports;
    private final DeploymentState state = new DeploymentState();
    private final Trials trials;
    private final Reporter reporter;
    private Instant nextSweep = Instant.MIN;
    private boolean started;
    private boolean closed;

    Deployer(Parts parts, Duration limit, InstantSource clock) {
        this.runtime = parts.runtime();
        this.store = parts.store();
        this.journal = parts.journal();
        this.inspector = new JarInspector(parts.store(), parts.trust());
        this.listener = parts.listener();
        this.retirement = parts.retirement();
        this.history = parts.history();
        this.reports = parts.reports();
        this.limit = limit;
        this.clock = clock;
        this.trials = new Trials(parts, state, clock, this::preparation, this::current, this::retire);
        this.reporter = new Reporter(state, store, listener);
    }

    /**
     * What the deployer works with.
     *
     * @param journal  knows the versions that ended the process when they were started
     * @param remember writes what became of a trial
     */
    record Parts(
            BundleRuntime runtime,
            BundleStore store,
            StartJournal journal,
            Trust trust,
            PluginListener listener,
            Retirement retirement,
            BiConsumer<String, Canary> remember,
            PluginHistory history,
            Consumer<PluginReport> reports) {}

    /** Takes a new look at the directory as what shall run. */
    void apply(Scan scan) {
        // Who changes the directory may have kept a version as well.
        reporter.forgetAll();
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
        return Planner.plan(current(), state.scan(), state.refusals().keySet(), lastPublished());
    }

    /** Lets everything that serves leave; from then on nothing is deployed. */
    void retireAll() {
        closed = true;
        trials.end();
        retire(state.leaveAll());
        report();
    }

    private void run() {
        if (closed) {
            return;
        }
        passOverWhatIsSetAside();
        trials.endUnwanted();
        for (Plan plan = plan(); !plan.isEmpty(); plan = plan()) {
            plan.groups().forEach(group -> group.steps().forEach(step -> log("to do", step)));
            if (carryOut(plan)) {
                state.forgetCurable();
            }
        }
        started = true;
        trials.beginWanted();
        sweep();
        report();
    }

    private void passOverWhatIsSetAside() {
        for (Candidate candidate : state.scan().candidates()) {
            if (journal.isAside(candidate) && !state.refusals().containsKey(candidate.key())) {
                String reason = StartJournal.reason(candidate);
                state.refuse(new Refusal(new Step.Install(candidate), reason, false, clock.instant()));
                log.warn("refused: {} from {}: {}", candidate.label(), candidate.file(), reason);
            }
        }
    }

    /** Ends the trial of a version that does worse than the one before, and remembers that across restarts. */
    void giveUp(InstalledPlugin plugin, String reason) {
        if (trials.giveUp(plugin, reason)) {
            report();
        }
    }

    /** Notes how a version on trial does, for the report. */
    void canaryDetail(InstalledPlugin plugin, String detail) {
        state.canaryDetail(plugin, detail);
        report();
    }

    // Each change of what serves is news; that everything is started when the gateway starts is not.
    private void log(String what, Step step) {
        log.atLevel(started ? Level.INFO : Level.DEBUG).log("{}: {}", what, step);
    }

    private boolean carryOut(Plan plan) {
        Preparation preparation = preparation(plan);
        state.starting(arriving(plan));
        report();
        preparation.run();
        boolean published = publish(preparation.open(), preparation);
        state.noLongerStarting();
        return published;
    }

    private Preparation preparation(Plan plan) {
        return new Preparation(runtime, state, new PluginStarter(runtime, journal, limit, clock), limit, clock, plan);
    }

    private static List<Candidate> arriving(Plan plan) {
        return plan.groups().stream()
                .flatMap(group -> group.steps().stream())
                .flatMap(step -> step.arriving().stream())
                .toList();
    }

    private List<Deployed> current() {
        Map<Long, String> names = new HashMap<>();
        state.current().forEach(generation -> names.put(generation.bundle(), generation.name()));
        return state.current().stream()
                .map(generation -> deployed(generation, names))
                .toList();
    }

    private Deployed deployed(Generation generation, Map<Long, String> names) {
        Set<String> used = new HashSet<>();
        for (Long bundle : runtime.uses(generation.bundle())) {
            String name = names.get(bundle);
            if (name != null) {
                used.add(name);
            }
        }
        return new Deployed(generation.candidate(), Set.copyOf(used));
    }

    // Each of them is a jar to open. A start would open all for nothing: the directory has something to run.
    private List<Candidate> lastPublished() {
        Set<String> runnable = runnable();
        return store.names().stream()
                .filter(name -> state.running(name).isEmpty() && !runnable.contains(name))
                .flatMap(name -> lastPublished(name).stream())
                .toList();
    }

    /** The bundles that have a version in the directory to run, other than on trial. */
    private Set<String> runnable() {
        Scan scan = state.scan();
        return scan.candidates().stream()
                .filter(candidate -> !state.refusals().containsKey(candidate.key()))
                .map(Candidate::name)
                .filter(name -> scan.onTrial(name).isEmpty())
                .collect(Collectors.toSet());
    }

    private Optional<Candidate> lastPublished(String name) {
        return store.history(name).reversed().stream()
                .filter(publication -> !journal.isAside(publication.sha256()))
                .findFirst()
                .flatMap(this::candidate);
    }

    private Optional<Candidate> candidate(BundleStore.Publication last) {
        return store.find(last.sha256()).flatMap(jar -> inspector.find(last.sha256(), jar, last.file(), last.at()));
    }

    private boolean publish(List<Attempt> attempts, Preparation preparation) {
        if (attempts.isEmpty()) {
            return false;
        }
        return switch (offer(attempts)) {
            case Verdict.Published published -> {
                attempts.forEach(this::commit);
                published.health().forEach(state::health);
                yield true;
            }
            case Verdict.Refused refused -> publishTheRest(attempts, refused, preparation);
        };
    }

    // Without those at fault if they are known, else one by one.
    private boolean publishTheRest(List<Attempt> attempts, Verdict.Refused refused, Preparation preparation) {
        List<Attempt> faulty = attempts.stream()
                .filter(attempt ->
                        attempts.size() == 1 || fault(attempt, refused).isPresent())
                .toList();
        for (Attempt attempt : faulty) {
            if (attempt.isOpen()) {
                preparation.refuse(
                        attempt, new PluginFailure(fault(attempt, refused).orElse(refused.reason())));
            }
        }
        if (!faulty.isEmpty()) {
            return publish(attempts.stream().filter(Attempt::isOpen).toList(), preparation);
        }
        boolean any = false;
        for (Attempt attempt : attempts) {
            any |= attempt.isOpen() && publish(List.of(attempt), preparation);
        }
        return any;
    }

    private Verdict offer(List<Attempt> attempts) {
        List<InstalledPlugin> arriving =
                attempts.stream().flatMap(a -> a.arrivingPlugins().stream()).toList();
        List<InstalledPlugin> leaving =
                attempts.stream().flatMap(a -> a.leavingPlugins().stream()).toList();
        if (arriving.isEmpty() && leaving.isEmpty()) {
            return Verdict.published();
        }
        try {
            return listener.offer(new Offer(state.plugins(leaving, arriving), arriving, leaving));
        } catch (RuntimeException | Error e) {
            return Verdict.refused("publishing it failed: " + PluginCall.describe(e));
        }
    }

    static Optional<String> fault(Attempt attempt, Verdict.Refused refused) {
        return attempt.arrivingPlugins().stream()
                .filter(refused.faults()::containsKey)
                .map(refused.faults()::get)
                .findFirst();
    }

    private void commit(Attempt attempt) {
        attempt.close();
        state.commit(attempt);
        for (Step step : attempt.steps()) {
            log("done", step);
        }
        try {
            attempt.arriving().forEach(generation -> record(generation.candidate()));
        } catch (UncheckedIOException e) {
            log.warn("a rollback may lack the latest version: {}", e.getMessage());
        }
        if (!attempt.leaving().isEmpty()) {
            retire(attempt.leaving());
        }
    }

    private void record(Candidate candidate) {
        reporter.forget(candidate.name());
        store.record(candidate, clock.instant());
    }

    private void retire(List<Generation> leaving) {
        retirement.begin(leaving, () -> gone(leaving));
    }

    private void gone(List<Generation> left) {
        if (!closed) {
            left.forEach(this::noteFarewell);
        }
        Preparation.remove(runtime, left.stream().map(Generation::bundle).toList(), limit);
        state.drained(left);
        Level level = closed ? Level.DEBUG : Level.INFO;
        left.forEach(generation ->
                log.atLevel(level).log("{} is gone", generation.candidate().label()));
        report();
    }

    /** What went wrong in a version, and what it did not give back, shall be known after it has gone. */
    private void noteFarewell(Generation generation) {
        List<String> words = new ArrayList<>();
        PluginUse use = generation.plugin().map(listener::use).orElse(PluginUse.NONE);
        if (use.errors() > 0) {
            words.add(use.toString());
        }
        List<String> threads = runtime.threads(generation.bundle());
        if (!threads.isEmpty()) {
            words.add("it left threads behind, so its classes stay in memory: " + String.join(", ", threads));
        }
        if (!words.isEmpty()) {
            String label = generation.candidate().label();
            history.record(new PluginEvent(clock.instant(), "gateway", "retire", label, String.join("; ", words)));
            log.warn("{} is gone: {}", label, String.join("; ", words));
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(BETWEEN_SWEEPS);
        Set<String> used = new HashSet<>();
        state.scan().candidates().forEach(candidate -> used.add(candidate.sha256()));
        state.current().forEach(generation -> used.add(generation.candidate().sha256()));
        state.canary().ifPresent(run -> used.add(run.generation().candidate().sha256()));
        try {
            store.sweep(used, now.minus(UNUSED_JARS_STAY));
        } catch (UncheckedIOException e) {
            log.warn("{}", e.getMessage());
        }
    }

    /** Tells how plugins are used by now, if that has changed. */
    void refresh() {
        if (reporter.isOutdated()) {
            report();
        }
    }

    private void report() {
        reports.accept(reporter.report(clock.instant()));
    }
}
