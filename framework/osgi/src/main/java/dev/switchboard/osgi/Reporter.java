package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Puts what the deployer knows into the words that people read. */
final class Reporter {
    private final DeploymentState state;
    private final BundleStore store;
    private final PluginListener listener;
    /** What the store is known to keep: to ask it takes several looks at files for each bundle, and reports are frequent. */
    private final Map<String, List<BundleStore.Publication>> histories = new HashMap<>();
    /** What the latest report said of those that change without the deployer's doing. */
    private final Map<Generation, PluginUse> uses = new IdentityHashMap<>();

    private String canaryDetail = "";

    Reporter(DeploymentState state, BundleStore store, PluginListener listener) {
        this.listener = listener;
        this.state = state;
        this.store = store;
    }

    /** The store keeps other versions of a bundle now. */
    void forget(String bundle) {
        histories.remove(bundle);
    }

    /** The store may keep other versions of any bundle now. */
    void forgetAll() {
        histories.clear();
    }

    /** Whether the latest report does not say any more how plugins are used. */
    boolean isOutdated() {
        for (Map.Entry<Generation, PluginUse> told : uses.entrySet()) {
            if (!current(told.getKey()).equals(told.getValue())) {
                return true;
            }
        }
        return !state.canaryDetail().equals(canaryDetail);
    }

    PluginReport report(Instant now) {
        uses.clear();
        canaryDetail = state.canaryDetail();
        List<PluginStatus> plugins = new ArrayList<>();
        state.current().forEach(generation -> plugins.add(serving(generation)));
        state.canary().ifPresent(run -> plugins.add(onTrial(run)));
        state.draining().forEach(generation -> plugins.add(draining(generation)));
        addNotServing(plugins, now);
        plugins.sort(Comparator.comparing(PluginStatus::bundle).thenComparing(PluginStatus::state));
        return new PluginReport(now, plugins, ignored(state.scan()));
    }

    static List<PluginReport.IgnoredFile> ignored(Scan scan) {
        return scan.unusable().entrySet().stream()
                .map(file -> new PluginReport.IgnoredFile(file.getKey(), file.getValue()))
                .sorted(Comparator.comparing(PluginReport.IgnoredFile::file))
                .toList();
    }

    private PluginStatus serving(Generation generation) {
        Health health = state.health(generation);
        PluginState is = switch (health.state()) {
            case READY -> PluginState.READY;
            case DEGRADED -> PluginState.DEGRADED;
            case FAILED -> PluginState.FAILED;
        };
        return status(generation.candidate(), is, generation.since())
                .withDetail(detail(generation, health))
                .withOffers(generation.offers())
                .withUse(use(generation))
                .withRejected(rejected(generation.name()).toList());
    }

    private String detail(Generation generation, Health health) {
        Refusal refusal = state.refusals().get(Step.Remove.key(generation.candidate()));
        return refusal == null ? health.detail() : PluginStatus.REMOVAL_REFUSED + refusal.reason();
    }

    private PluginStatus onTrial(CanaryRun run) {
        return status(
                        run.generation().candidate(),
                        PluginState.CANARY,
                        run.generation().since())
                .withDetail(canaryDetail)
                .withOffers(run.generation().offers())
                .withUse(use(run.generation()));
    }

    private PluginStatus draining(Generation generation) {
        return status(generation.candidate(), PluginState.DRAINING, generation.since())
                .withDetail("ends the calls it has")
                .withOffers(generation.offers())
                .withUse(use(generation));
    }

    private PluginUse use(Generation generation) {
        PluginUse use = current(generation);
        uses.put(generation, use);
        return use;
    }

    private PluginUse current(Generation generation) {
        return generation.plugin().map(listener::use).orElse(PluginUse.NONE);
    }

    // Bundles that are only being started or were refused: each name once, by its best candidate.
    private void addNotServing(List<PluginStatus> plugins, Instant now) {
        Set<String> named = new HashSet<>();
        state.current().forEach(generation -> named.add(generation.name()));
        for (Candidate candidate : state.starting()) {
            if (named.add(candidate.name())) {
                plugins.add(status(candidate, PluginState.STARTING, now));
            }
        }
        for (Refusal refusal : state.refusals().values()) {
            refusal.step()
                    .arriving()
                    .filter(candidate -> named.add(candidate.name()))
                    .map(candidate -> status(candidate, PluginState.FAILED, refusal.at()))
                    .map(status -> status.withDetail(refusal.reason())
                            .withRejected(rejected(status.bundle()).toList()))
                    .ifPresent(plugins::add);
        }
    }

    private PluginStatus status(Candidate candidate, PluginState is, Instant since) {
        return status(histories.computeIfAbsent(candidate.name(), store::history), candidate, is, since);
    }

    /**
     * What can be said of a bundle without running it.
     *
     * @param history what the store keeps of it
     */
    static PluginStatus status(
            List<BundleStore.Publication> history, Candidate candidate, PluginState state, Instant since) {
        return new PluginStatus(
                candidate.name(),
                candidate.plugin().map(Candidate.PluginEntry::id).orElse(""),
                candidate.version().toString(),
                state,
                "",
                candidate.file(),
                candidate.sha256(),
                since,
                List.of(),
                kept(history, candidate),
                candidate.provenance(),
                candidate.capabilities().toString(),
                List.of(),
                PluginUse.NONE);
    }

    private static List<PluginStatus.KeptVersion> kept(List<BundleStore.Publication> history, Candidate candidate) {
        return history.stream()
                .filter(kept -> !kept.sha256().equals(candidate.sha256()))
                .map(kept -> new PluginStatus.KeptVersion(kept.version(), kept.sha256(), kept.at()))
                .toList();
    }

    private Stream<PluginStatus.RejectedVersion> rejected(String name) {
        return state.refusals().values().stream()
                .flatMap(refusal -> refusal.step().arriving().stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .map(candidate -> new PluginStatus.RejectedVersion(
                                candidate.version().toString(),
                                candidate.file(),
                                candidate.sha256(),
                                refusal.reason(),
                                refusal.at())));
    }
}
