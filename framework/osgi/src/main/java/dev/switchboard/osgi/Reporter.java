package dev.switchboard.osgi;

import dev.switchboard.spi.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts what the deployer knows into the words that people read. */
final class Reporter {
    private final DeploymentState state;
    private final BundleStore store;

    Reporter(DeploymentState state, BundleStore store) {
        this.state = state;
        this.store = store;
    }

    PluginReport report(Instant now) {
        List<PluginStatus> plugins = new ArrayList<>();
        state.current().forEach(generation -> plugins.add(serving(generation)));
        state.draining().forEach(generation -> plugins.add(draining(generation)));
        addNotServing(plugins, now);
        plugins.sort(Comparator.comparing(PluginStatus::bundle).thenComparing(PluginStatus::state));
        List<PluginReport.IgnoredFile> ignored = state.scan().unusable().entrySet().stream()
                .map(file -> new PluginReport.IgnoredFile(file.getKey(), file.getValue()))
                .sorted(Comparator.comparing(PluginReport.IgnoredFile::file))
                .toList();
        return new PluginReport(now, plugins, ignored);
    }

    private PluginStatus serving(Generation generation) {
        Health health = state.health(generation);
        PluginState is =
                switch (health.state()) {
                    case READY -> PluginState.READY;
                    case DEGRADED -> PluginState.DEGRADED;
                    case FAILED -> PluginState.FAILED;
                };
        String detail = removalRefused(generation.candidate()) + health.detail();
        return status(generation.candidate(), is, detail, generation.since(), generation.offers());
    }

    private String removalRefused(Candidate candidate) {
        Refusal refusal = state.refusals().get(Step.Remove.key(candidate));
        return refusal == null ? "" : "its file is gone, but it cannot be removed: " + refusal.reason() + " ";
    }

    private PluginStatus draining(Generation generation) {
        return status(
                generation.candidate(),
                PluginState.DRAINING,
                "ends the calls it has",
                generation.since(),
                generation.offers());
    }

    // Bundles that are only being started or were refused: each name once, by its best candidate.
    private void addNotServing(List<PluginStatus> plugins, Instant now) {
        Set<String> named = new HashSet<>();
        state.current().forEach(generation -> named.add(generation.name()));
        for (Candidate candidate : state.starting()) {
            if (named.add(candidate.name())) {
                plugins.add(status(candidate, PluginState.STARTING, "", now, List.of()));
            }
        }
        for (Refusal refusal : state.refusals().values()) {
            Attempt.arrival(refusal.step())
                    .filter(candidate -> named.add(candidate.name()))
                    .ifPresent(candidate -> plugins.add(
                            status(candidate, PluginState.FAILED, refusal.reason(), refusal.at(), List.of())));
        }
    }

    private PluginStatus status(
            Candidate candidate, PluginState is, String detail, Instant since, List<String> offers) {
        return new PluginStatus(
                candidate.name(),
                candidate.plugin().map(Candidate.PluginEntry::id).orElse(""),
                candidate.version().toString(),
                is,
                detail.strip(),
                candidate.file(),
                candidate.sha256(),
                since,
                offers,
                kept(candidate),
                is == PluginState.DRAINING ? List.of() : rejected(candidate.name()).toList());
    }

    private List<PluginStatus.KeptVersion> kept(Candidate candidate) {
        return store.history(candidate.name()).stream()
                .filter(kept -> !kept.sha256().equals(candidate.sha256()))
                .map(kept -> new PluginStatus.KeptVersion(kept.version(), kept.sha256(), kept.at()))
                .toList();
    }

    private Stream<PluginStatus.RejectedVersion> rejected(String name) {
        return state.refusals().values().stream().flatMap(refusal -> Attempt.arrival(refusal.step()).stream()
                .filter(candidate -> candidate.name().equals(name))
                .map(candidate -> new PluginStatus.RejectedVersion(
                        candidate.version().toString(),
                        candidate.file(),
                        candidate.sha256(),
                        refusal.reason(),
                        refusal.at())));
    }
}
