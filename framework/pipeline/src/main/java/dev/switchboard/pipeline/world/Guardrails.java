package dev.switchboard.pipeline.world;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.guardrail.Guardrail;
import dev.switchboard.spi.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The guardrails of a world.
 *
 * @param all     in the order of the configuration, in which they look
 * @param onDemand names of those that look only at calls of callers for whom they are named
 */
public record Guardrails(List<Instance<Guardrail>> all, Set<String> onDemand) {
    /** None. */
    public static final Guardrails NONE = new Guardrails(List.of(), Set.of());

    /** Copies the collections. */
    public Guardrails {
        all = List.copyOf(all);
        onDemand = Set.copyOf(onDemand);
    }

    /** Those that look at the calls of a caller. */
    public List<Instance<Guardrail>> of(Caller caller) {
        return onDemand.isEmpty()
                ? all
                : all.stream()
                        .filter(each -> !onDemand.contains(each.name())
                                || caller.guardrails().contains(each.name()))
                        .toList();
    }

    /** A guardrail that is named for a caller and not there. */
    public Optional<String> missing(Caller caller) {
        if (caller.guardrails().isEmpty()) {
            return Optional.empty();
        }
        return caller.guardrails().stream()
                .filter(name -> all.stream().noneMatch(each -> each.name().equals(name)))
                .sorted()
                .findFirst();
    }
}
