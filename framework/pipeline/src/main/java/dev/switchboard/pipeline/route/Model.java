package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A public model.
 *
 * @param name     the public name, or a pattern with one {@code *}
 * @param targets  at least one, in the order of the configuration
 * @param strategy chooses among several; without one the first is taken
 * @param created  when it was configured
 * @param drain    whether a reply is read on when its caller goes away; empty to do as for all models
 */
public record Model(
        String name,
        List<RoutedTarget> targets,
        Optional<Instance<RoutingStrategy>> strategy,
        Instant created,
        Optional<Boolean> drain) {
    /** A model that does as all others when a caller goes away. */
    public Model(
            String name, List<RoutedTarget> targets, Optional<Instance<RoutingStrategy>> strategy, Instant created) {
        this(name, targets, strategy, created, Optional.empty());
    }

    /** Copies the list. @throws IllegalArgumentException if there is no target */
    public Model {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("model " + name + ": no targets (expected: at least one)");
        }
    }

    /** Whether the name is a pattern. */
    public boolean isPattern() {
        return name.indexOf('*') >= 0;
    }
}
