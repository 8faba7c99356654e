package dev.switchboard.osgi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator does with plugins, from any process, whether the gateway runs or not.
 *
 * <p>Methods throw {@link PluginFailure} with a sentence for the operator when what is asked cannot be done, and
 * {@link UncheckedIOException} when the directories cannot be used. Not for use by several threads at a time.
 */
public final class PluginAdmin {
    private final HostSettings settings;
    private final InstantSource clock;
    private final BundleShelf shelf;
    private final BundleVersions versions;
    private final BundleChanges changes;
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
        this.shelf = new BundleShelf(settings, settings.bundles(), settings.storeDirectory(), clock);
        this.versions = new BundleVersions(shelf, this::list);
        this.changes = new BundleChanges(shelf, versions, clock);
        this.reportFile = new ReportFile(settings.reportFile());
        this.history = new PluginHistory(settings.historyFile());
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

    private PluginReport stopped() {
        Scan scan = shelf.scan();
        List<PluginStatus> plugins = scan.candidates().stream()
                .map(shelf::stopped)
                .sorted(Comparator.comparing(PluginStatus::bundle))
                .toList();
        return new PluginReport(clock.instant(), plugins, Reporter.ignored(scan));
    }

    /** Changes what shall run, at once; {@link #carryOut} also waits and remembers. */
    public BundleChanges changes() {
        return changes;
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
            PluginChange change = action.steps().perform(changes);
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
            BundleShelf copy = new BundleShelf(settings, stage.bundles(), stage.store(), clock);
            action.steps().perform(new BundleChanges(copy, new BundleVersions(copy, this::list), clock));
            return new BundlePlan(serving(copy), copy.scan()).withDeclarations();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the bundles to try it on", e);
        }
    }

    /**
     * What the version of a bundle that serves, or lies in the directory, is made of: the CycloneDX document inside it.
     *
     * @throws PluginFailure if there is no such bundle, or no document in it
     */
    public String sbom(String name) throws PluginFailure {
        Candidate candidate = versions.serving(versions.require(name));
        return BundleSbom.read(candidate.jar())
                .orElseThrow(() -> new PluginFailure(candidate.label() + " has no SBOM (expected: a CycloneDX document "
                        + BundleSbom.PLACE + "*.json in its jar)"));
    }

    /**
     * Who has signed a jar, and what it declares; installs nothing.
     *
     * @throws PluginFailure if it is no bundle
     */
    public BundleVerification verify(Path jar) throws PluginFailure {
        return BundleVerification.of(shelf.inspectAnybodys(jar), settings.trust());
    }

    /** What a gateway would do with the bundle directory as it is, one line per step. */
    public String plan() {
        return new BundlePlan(serving(shelf), shelf.scan()).toString();
    }

    private List<Deployed> serving(BundleShelf from) {
        return isRunning()
                ? list().plugins().stream()
                        .filter(PluginStatus::serves)
                        .flatMap(status -> from.find(status).stream())
                        .map(candidate -> new Deployed(candidate, Set.of()))
                        .toList()
                : List.of();
    }

    /** What was done to plugins, the latest last; bounded. */
    public List<PluginEvent> history() {
        return history.read();
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
        list().find(bundle).filter(PluginStatus::serves).flatMap(shelf::find).ifPresent(shelf::place);
        while (isRunning()
                && list().find(bundle).filter(PluginStatus::removalRefused).isPresent()
                && System.nanoTime() < end) {
            Thread.sleep(settings.settle());
        }
    }
}
