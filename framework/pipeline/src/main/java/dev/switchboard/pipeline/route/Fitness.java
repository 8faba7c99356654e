package dev.switchboard.pipeline.route;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which targets of a model may take a call for what they are, whatever their state: they carry a label that is asked for,
 * stand where the caller wants it, and take requests of that length.
 *
 * @param targets those that may, in the order of the configuration; none if labels or region leave none
 * @param tooLong whether the length alone left none; as it is an estimate, it then does not count
 */
record Fitness(List<RoutedTarget> targets, boolean tooLong) {
    private static final String DEFAULT_TAG = "default";

    static Fitness of(Model model, Demand demand) {
        List<RoutedTarget> allowed = inRegion(tagged(model, demand), demand);
        List<RoutedTarget> large = null;
        for (int i = 0; i < allowed.size(); i++) {
            boolean fits =
                    demand.tokens() <= allowed.get(i).traits().contextWindow().orElse(Long.MAX_VALUE);
            if (!fits && large == null) {
                large = new ArrayList<>(allowed.subList(0, i));
            } else if (fits && large != null) {
                large.add(allowed.get(i));
            }
        }
        if (large == null) {
            return new Fitness(allowed, false);
        }
        return large.isEmpty() && !allowed.isEmpty() ? new Fitness(allowed, true) : new Fitness(large, false);
    }

    /**
     * Targets with one of the labels; if there is none, those for the calling program; if there is none, those without labels
     * and programs or with the label {@code default}.
     */
    private static List<RoutedTarget> tagged(Model model, Demand demand) {
        List<RoutedTarget> all = model.targets();
        if (!model.isTagged()) {
            return all;
        }
        List<RoutedTarget> asked = all.stream()
                .filter(target -> target.tags().stream().anyMatch(demand.tags()::contains))
                .toList();
        if (!asked.isEmpty()) {
            return asked;
        }
        List<RoutedTarget> forProgram =
                all.stream().filter(target -> isFor(target, demand.userAgent())).toList();
        if (!forProgram.isEmpty()) {
            return forProgram;
        }
        return all.stream()
                .filter(target ->
                        target.tags().isEmpty() && target.traits().userAgents().isEmpty()
                                || target.tags().contains(DEFAULT_TAG))
                .toList();
    }

    private static boolean isFor(RoutedTarget target, Optional<String> program) {
        return program.isPresent()
                && target.traits().userAgents().stream()
                        .anyMatch(pattern -> pattern.matcher(program.get()).find());
    }

    private static List<RoutedTarget> inRegion(List<RoutedTarget> targets, Demand demand) {
        return demand.region().isEmpty()
                ? targets
                : targets.stream()
                        .filter(target -> target.traits().region().equals(demand.region()))
                        .toList();
    }

    /** The error of a call that no target may take. */
    static GatewayException nowhere(Model model, Demand demand) {
        String where = demand.region().map(region -> " in the region " + region).orElse("");
        String tags = demand.tags().isEmpty()
                ? " for calls without tags; send one in the header x-switchboard-tags"
                : " with one of the tags " + String.join(", ", demand.tags());
        return GatewayError.builder(
                        ErrorKind.INVALID_REQUEST,
                        "The model `" + model.name() + "` has no target" + where + (model.isTagged() ? tags : "") + ".")
                .code("no_matching_target")
                .build()
                .asException();
    }
}
