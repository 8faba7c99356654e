package dev.switchboard.osgi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of a plan on its way: what was installed and started for it so far, and what will leave. */
final class Attempt {
    private final Plan.Group group;
    private final List<Generation> leaving;
    private final Map<Candidate, Long> installed = new LinkedHashMap<>();
    private final List<Generation> arriving = new ArrayList<>();
    private boolean open = true;

    Attempt(Plan.Group group, List<Generation> leaving) {
        this.group = group;
        this.leaving = List.copyOf(leaving);
    }

    List<Step> steps() {
        return group.steps();
    }

    List<Generation> leaving() {
        return leaving;
    }

    List<Long> leavingBundles() {
        return leaving.stream().map(Generation::bundle).toList();
    }

    void installed(Candidate candidate, long bundle) {
        installed.put(candidate, bundle);
    }

    Map<Candidate, Long> installed() {
        return installed;
    }

    void started(Generation generation) {
        arriving.add(generation);
    }

    List<Generation> arriving() {
        return arriving;
    }

    List<InstalledPlugin> arrivingPlugins() {
        return plugins(arriving);
    }

    List<InstalledPlugin> leavingPlugins() {
        return plugins(leaving);
    }

    /** It was refused or published. */
    void close() {
        open = false;
    }

    /** Whether it is neither refused nor published. */
    boolean isOpen() {
        return open;
    }

    private static List<InstalledPlugin> plugins(List<Generation> generations) {
        return generations.stream()
                .flatMap(generation -> generation.plugin().stream())
                .toList();
    }
}
