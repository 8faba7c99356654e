package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an operator does with plugins, from any process, whether the gateway runs or not: it changes the bundle directory,
 * and a running gateway follows. Only files are installed, nothing is fetched from a network.
 *
 * <p>Methods throw {@link PluginFailure} with a sentence for the operator when what is asked cannot be done, and
 * {@link UncheckedIOException} when the directories cannot be used. Not for use by several threads at a time.
 */
public final class PluginAdmin {
    private final HostSettings settings;
    private final InstantSource clock;
    private final BundleDirectory directory;
    private final BundleStore store;
    private final JarInspector inspector;
    private final ReportFile reportFile;
    private final PluginHistory history;

    /** For the directories of these settings, which are created if need be. */
    public PluginAdmin(HostSettings settings) {
        this(settings, InstantSource.system());
    }

    PluginAdmin(HostSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        try {
            Files.createDirectories(settings.bundles());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the bundle directory " + settings.bundles(), e);
        }
        this.directory = new BundleDirectory(settings.bundles());
        this.store = new BundleStore(settings.storeDirectory(), settings.keptVersions());
        this.inspector = new JarInspector(store, settings.trust());
        this.reportFile = new ReportFile(settings.reportFile());
        this.history = new PluginHistory(settings.historyFile());
    }

    /** The same over copies of the directories: what it changes, nobody sees. */
    private PluginAdmin(PluginAdmin original, Rehearsal stage) {
        this.settings = original.settings;
        this.clock = original.clock;
        this.directory = new BundleDirectory(stage.bundles());
        this.store = new BundleStore(stage.store(), settings.keptVersions());
        this.inspector = new JarInspector(store, settings.trust());
        this.reportFile = original.reportFile;
        this.history = original.history;
    }

    /** Whether a gateway runs with this data directory. */
    public boolean isRunning() {
        try (HostLock lock = HostLock.tryTake(settings.lockFile()).orElse(null)) {
            return lock == null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data directory " + settings.data(), e);
        }
    }

    /** How all bundles are: the running gateway's own words, else what lies in the directory, as stopped. */
    public PluginReport list() {
        return isRunning() ? reportFile.read().orElseGet(this::stopped) : stopped();
    }

    /**
     * Does what is asked, waits for the running gateway, and writes it into the history, whatever comes of it.
     *
     * @param who   a name for the history; never a key
     * @param limit how long to wait at most
     */
    public Outcome carryOut(PluginAction action, String who, Duration limit)
            throws PluginFailure, InterruptedException {
        try {
            PluginChange change = action.steps().perform(this);
            Outcome outcome = await(change, limit);
            history.record(new PluginEvent(clock.instant(), who, action.verb(), change.toString(), outcome.sentence()));
            return outcome;
        } catch (PluginFailure e) {
            history.record(new PluginEvent(
                    clock.instant(), who, action.verb(), action.subject(), "not done: " + e.sentence()));
            throw e;
        }
    }

    /** What would come of it, one line per step; changes nothing. */
    public String rehearse(PluginAction action) throws PluginFailure {
        try (Rehearsal stage = Rehearsal.of(settings)) {
            PluginAdmin rehearsing = new PluginAdmin(this, stage);
            action.steps().perform(rehearsing);
            return rehearsing.plan(PluginAdmin::withDeclaration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the bundles to try it on", e);
        }
    }

    /** What was done to plugins, the latest last; bounded. */
    public List<PluginEvent> history() {
        return history.read();
    }

    /** Keeps a bundle at one version, whatever else comes into the directory, until it is unpinned. */
    public PluginChange pin(String name, Optional<String> version) throws PluginFailure {
        Candidate present = require(name);
        Candidate serving = serving(present);
        Candidate target = version.isEmpty() ? serving : versionOf(serving, version.get());
        undirect(target.name());
        place(target);
        write(PinFile.name(target.name()), target.version().toString());
        return change(target);
    }

    /** Lets the highest version in the directory run again. */
    public PluginChange unpin(String name) throws PluginFailure {
        Candidate present = require(name);
        if (pinned(present.name()).isEmpty()) {
            throw new PluginFailure(present.name() + " is not pinned");
        }
        delete(PinFile.name(present.name()));
        return change(require(present.name()));
    }

    private Candidate versionOf(Candidate serving, String version) throws PluginFailure {
        Optional<Candidate> present = Stream.concat(Stream.of(serving), allInDirectory(serving.name()).stream())
                .filter(candidate -> candidate.version().toString().equals(version))
                .findFirst();
        return present.isPresent() ? present.get() : rollbackTarget(serving, Optional.of(version));
    }

    private Optional<String> pinned(String name) {
        return PinFile.read(directory.resolve(PinFile.name(name)));
    }

    private void requireNotPinned(Candidate candidate) throws PluginFailure {
        Optional<String> pin = pinned(candidate.name())
                .filter(version -> !version.equals(candidate.version().toString()));
        if (pin.isPresent()) {
            throw new PluginFailure(candidate.name() + " is pinned to " + pin.get() + "; to change that, use: unpin "
                    + candidate.name());
        }
    }

    private void write(String file, String content) {
        try {
            AtomicFiles.write(directory.resolve(file), incoming -> Files.writeString(incoming, content + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(file), e);
        }
    }

    /** Puts a jar into the bundle directory, to take over. */
    public PluginChange install(Path jar) throws PluginFailure {
        return install(jar, Optional.empty());
    }

    /**
     * Puts a jar into the bundle directory.
     *
     * @param canary how it is tried beside the version that serves; empty to let it take over
     * @return what to {@link #await}
     */
    public PluginChange install(Path jar, Optional<Canary> canary) throws PluginFailure {
        Candidate candidate = inspectForInstall(jar);
        requireNotPinned(candidate);
        Optional<Candidate> newer = allInDirectory(candidate.name()).stream()
                .filter(present -> present.version().compareTo(candidate.version()) > 0)
                .findFirst();
        if (newer.isPresent()) {
            throw new PluginFailure(candidate.label() + " is older than "
                    + newer.get().label()
                    + ", which is in the bundle directory; the highest version runs. To go back, use: rollback "
                    + candidate.name() + " " + candidate.version() + ", or remove " + candidate.name() + " first");
        }
        if (canary.isPresent()) {
            requireOther(candidate);
            direct(candidate.name(), canary.get());
        } else {
            undirect(candidate.name());
        }
        PluginChange change = change(candidate, canary);
        place(candidate);
        return change;
    }

    private void requireOther(Candidate candidate) throws PluginFailure {
        boolean alone = allInDirectory(candidate.name()).stream()
                .allMatch(present -> present.version().equals(candidate.version()));
        if (alone) {
            throw new PluginFailure(
                    candidate.label() + " cannot be tried: there is no version of it below that serves");
        }
    }

    /** Tries the highest version of a bundle, or tries it with another share. */
    public PluginChange canary(String name, Canary canary) throws PluginFailure {
        Candidate highest = require(name);
        requireOther(highest);
        PluginChange change = change(highest, Optional.of(canary));
        direct(highest.name(), canary);
        return change;
    }

    /** Lets the version on trial take over. */
    public PluginChange promote(String name) throws PluginFailure {
        Candidate tried = requireTrial(name);
        undirect(tried.name());
        return change(tried);
    }

    private Candidate requireTrial(String name) throws PluginFailure {
        Candidate highest = require(name);
        return scan().onTrial(highest.name())
                .orElseThrow(() -> new PluginFailure("no version of " + highest.name() + " is on trial"));
    }

    private static PluginChange change(Candidate candidate) {
        return new PluginChange(candidate.name(), candidate.version().toString(), candidate.sha256());
    }

    private PluginChange change(Candidate candidate, Optional<Canary> canary) {
        return canary.isEmpty()
                ? change(candidate)
                : new PluginChange(
                        candidate.name(), candidate.version().toString(), candidate.sha256(), canary, clock.instant());
    }

    private void direct(String bundle, Canary canary) {
        Path file = directory.resolve(CanaryFile.name(bundle));
        try {
            CanaryFile.write(file, canary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void undirect(String bundle) {
        delete(CanaryFile.name(bundle));
    }

    private Candidate inspectForInstall(Path jar) throws PluginFailure {
        if (!Files.isRegularFile(jar)) {
            throw new PluginFailure(jar + " is not a file");
        }
        try {
            return inspector.inspect(jar);
        } catch (PluginFailure e) {
            throw new PluginFailure(jar + " " + e.sentence());
        }
    }

    /** Takes every version of a bundle out of the bundle directory; the store keeps them. */
    public PluginChange remove(String name) throws PluginFailure {
        Candidate candidate = require(name);
        delete(PinFile.name(candidate.name()));
        for (Candidate other : allInDirectory(candidate.name())) {
            keep(other);
            delete(other);
        }
        undirect(candidate.name());
        return new PluginChange(candidate.name(), candidate.version().toString(), "");
    }

    /**
     * Goes back to an earlier version that the store keeps, and takes the later ones out of the bundle directory. If a
     * version is on trial, or was, and none is named, this ends the trial.
     *
     * @param version which one; empty for the highest below the one that serves, or, if there is none, another build of the
     *     same version
     */
    public PluginChange rollback(String name, Optional<String> version) throws PluginFailure {
        Candidate present = require(name);
        Optional<Candidate> tried = scan().onTrial(present.name());
        if (tried.isPresent() && version.isEmpty()) {
            return endTrial(tried.get());
        }
        undirect(present.name());
        List<Candidate> others = allInDirectory(present.name());
        // First, so that a version counts that lies in the directory and was never published.
        for (Candidate other : others) {
            keep(other);
        }
        Candidate target = rollbackTarget(serving(present), version);
        requireNotPinned(target);
        String file = place(target);
        for (Candidate other : others) {
            if (!other.file().equals(file)) {
                delete(other);
            }
        }
        return new PluginChange(target.name(), target.version().toString(), target.sha256());
    }

    private PluginChange endTrial(Candidate tried) {
        keep(tried);
        delete(tried);
        undirect(tried.name());
        Candidate left =
                allInDirectory(tried.name()).stream().max(Candidate.RANK).orElse(tried);
        return change(left);
    }

    /** What a gateway would do with the bundle directory as it is, one line per step. */
    public String plan() {
        return plan(Step::toString);
    }

    private static String withDeclaration(Step step) {
        return step.arriving()
                .filter(candidate -> !candidate.isLibrary())
                .map(candidate -> step + "\n    declares "
                        + (candidate.capabilities().equals(Capabilities.UNDECLARED)
                                ? "nothing: it is not limited"
                                : candidate.capabilities())
                        + (candidate.provenance().isEmpty() ? "" : "\n    " + candidate.provenance()))
                .orElseGet(step::toString);
    }

    private String plan(Function<Step, String> words) {
        List<Deployed> current = isRunning()
                ? list().plugins().stream()
                        .filter(PluginStatus::serves)
                        .flatMap(status -> candidate(status).stream())
                        .map(candidate -> new Deployed(candidate, Set.of()))
                        .toList()
                : List.of();
        Scan scan = scan();
        Stream<Step> planned = Planner.plan(current, scan, Set.of(), List.of()).groups().stream()
                .flatMap(group -> group.steps().stream());
        Stream<Step> trial = Planner.trial(current, scan, Set.of()).map(Step.class::cast).stream();
        String steps = Stream.concat(planned, trial).map(words).collect(Collectors.joining("\n"));
        return steps.isEmpty() ? "nothing to do" : steps;
    }

    /**
     * Waits until the running gateway has done or refused what was asked. A removal that was refused is undone: the file
     * of the version that serves is put back, and the gateway has seen it, so that nobody who asks next is told of the
     * removal.
     *
     * @param limit how long at most
     */
    public Outcome await(PluginChange change, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (isRunning()) {
            Optional<Outcome> outcome = reportFile.read().flatMap(change::outcome);
            if (outcome.isPresent()) {
                if (change.isRemoval() && outcome.get() instanceof Outcome.Refused) {
                    putBack(change.bundle(), end);
                }
                return outcome.get();
            }
            if (System.nanoTime() > end) {
                return new Outcome.Pending("the gateway has not decided yet; look again with: plugins list");
            }
            Thread.sleep(settings.settle());
        }
        return new Outcome.Pending("the gateway does not run; this takes effect when it starts");
    }

    // What may not go must be there at the next start too.
    private void putBack(String bundle, long end) throws InterruptedException {
        list().find(bundle)
                .filter(PluginStatus::serves)
                .flatMap(this::candidate)
                .ifPresent(this::place);
        while (isRunning()
                && list().find(bundle).filter(PluginStatus::removalRefused).isPresent()
                && System.nanoTime() < end) {
            Thread.sleep(settings.settle());
        }
    }

    private Candidate serving(Candidate present) {
        return list().plugins().stream()
                .filter(status -> status.bundle().equals(present.name()) && status.serves())
                .flatMap(status -> candidate(status).stream())
                .findFirst()
                .orElse(present);
    }

    private Candidate rollbackTarget(Candidate serving, Optional<String> version) throws PluginFailure {
        List<Candidate> kept = store.history(serving.name()).stream()
                .flatMap(publication -> candidate(publication).stream())
                .filter(candidate -> !candidate.sameBytes(serving))
                .toList();
        Optional<Candidate> target = version.isPresent()
                ? kept.stream()
                        .filter(candidate -> candidate.version().toString().equals(version.get()))
                        .reduce((earlier, later) -> later)
                : kept.stream()
                        .filter(candidate -> candidate.version().compareTo(serving.version()) <= 0)
                        .max(Comparator.comparing(Candidate::version).thenComparing(Candidate::modified));
        String wish = version.map(wanted -> "no version " + wanted).orElse("no version below " + serving.version());
        return target.orElseThrow(() -> new PluginFailure(wish + " of " + serving.name() + " is kept; kept are: "
                + known(kept.stream().map(Candidate::version))));
    }

    private Candidate require(String name) throws PluginFailure {
        List<Candidate> present = scan().candidates();
        return present.stream()
                .filter(candidate -> candidate.isCalled(name))
                .max(Candidate.RANK)
                .orElseThrow(() ->
                        new PluginFailure("no bundle or plugin is called '" + name + "'; the bundle directory holds: "
                                + known(present.stream().map(Candidate::name))));
    }

    private static String known(Stream<?> values) {
        String text = values.map(String::valueOf).distinct().sorted().collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }

    private List<Candidate> allInDirectory(String name) {
        return scan().candidates().stream()
                .filter(candidate -> candidate.name().equals(name))
                .toList();
    }

    private Scan scan() {
        try {
            return new DirectoryScanner(directory, inspector, new Settling(settings.settle())).scanAtOnce(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundle directory " + settings.bundles(), e);
        }
    }

    private String place(Candidate candidate) {
        String file = BundleDirectory.fileName(candidate);
        try {
            directory.place(candidate.jar(), file, clock.instant());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " into " + settings.bundles(), e);
        }
    }

    // What was published before keeps its place among the kept versions.
    private void keep(Candidate candidate) {
        boolean known = store.history(candidate.name()).stream()
                .anyMatch(kept -> kept.sha256().equals(candidate.sha256()));
        if (!known) {
            store.record(candidate, clock.instant());
        }
    }

    private void delete(Candidate candidate) {
        delete(candidate.file());
    }

    private void delete(String file) {
        try {
            directory.remove(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory.resolve(file), e);
        }
    }

    private Optional<Candidate> candidate(BundleStore.Publication publication) {
        return candidate(publication.sha256(), publication.file(), publication.at());
    }

    private Optional<Candidate> candidate(PluginStatus status) {
        return candidate(status.sha256(), status.file(), status.since());
    }

    private Optional<Candidate> candidate(String sha256, String file, Instant modified) {
        return store.find(sha256).flatMap(jar -> inspector.find(sha256, jar, file, modified));
    }

    private PluginReport stopped() {
        Scan scan = scan();
        List<PluginStatus> plugins = scan.candidates().stream()
                .map(candidate -> Reporter.status(store, candidate, PluginState.STOPPED, candidate.modified()))
                .sorted(Comparator.comparing(PluginStatus::bundle))
                .toList();
        return new PluginReport(clock.instant(), plugins, Reporter.ignored(scan));
    }
}
