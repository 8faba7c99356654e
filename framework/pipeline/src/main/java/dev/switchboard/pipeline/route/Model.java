package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.live.Circuit;
import dev.switchboard.pipeline.live.RetryBudget;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A public model.
 *
 * @param name     the public name, or a pattern with {@code *} in it
 * @param targets  at least one, in the order of the configuration
 * @param strategy chooses among several; without one the first is taken
 * @param created  when it was configured
 * @param drain    whether a reply is read on when its caller goes away; empty to do as for all models
 * @param plan     what happens when targets fail
 */
public record Model(
        String name,
        List<RoutedTarget> targets,
        Optional<Instance<RoutingStrategy>> strategy,
        Instant created,
        Optional<Boolean> drain,
        Plan plan) {
    /** Copies the list. @throws IllegalArgumentException if there is no target */
    public Model {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("model " + name + ": no targets (expected: at least one)");
        }
    }

    /**
     * What happens when targets of a model fail, and who may use it.
     *
     * @param rules        when there is another attempt
     * @param fallbacks    which models to go to
     * @param budget       of further attempts, shared by all exchanges with the model
     * @param hedge        after how much silence a second target is asked as well; never unless set
     * @param affinity     what brings calls back to a target
     * @param mirror       where copies of calls go
     * @param accessGroups names under which callers may be allowed to use it, beside its own
     */
    public record Plan(
            RoutingRules rules,
            Fallbacks fallbacks,
            RetryBudget budget,
            Optional<Duration> hedge,
            AffinityMode affinity,
            Optional<MirrorRule> mirror,
            List<String> accessGroups) {
        /** Copies the list. */
        public Plan {
            accessGroups = List.copyOf(accessGroups);
        }

        /** The default rules, nowhere else to go, a budget of its own. */
        public static Plan of(RoutingRules rules) {
            return new Plan(
                    rules,
                    Fallbacks.NONE,
                    new RetryBudget(rules.budget(), 100),
                    Optional.empty(),
                    AffinityMode.SESSION,
                    Optional.empty(),
                    List.of());
        }
    }

    /** A model that does as all others when a caller goes away. */
    public Model(
            String name,
            List<RoutedTarget> targets,
            Optional<Instance<RoutingStrategy>> strategy,
            Instant created,
            Plan plan) {
        this(name, targets, strategy, created, Optional.empty(), plan);
    }

    /** A model with the default rules. */
    public Model(
            String name, List<RoutedTarget> targets, Optional<Instance<RoutingStrategy>> strategy, Instant created) {
        this(name, targets, strategy, created, Plan.of(RoutingRules.DEFAULT));
    }

    /** Whether the name is a pattern. */
    public boolean isPattern() {
        return name.indexOf('*') >= 0;
    }

    /** Whether some target goes on where another broke off. */
    public boolean continues() {
        for (RoutedTarget target : targets) {
            if (target.continues()) {
                return true;
            }
        }
        return false;
    }

    /** Whether some target has labels or patterns of programs, so that they decide. */
    public boolean isTagged() {
        for (RoutedTarget target : targets) {
            if (!target.tags().isEmpty() || !target.traits().userAgents().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** When a target is left alone. A pattern stands for many upstream models, and limits are mostly for one. */
    public Circuit.Rules coolDown(RoutedTarget target) {
        Circuit.Rules usual = plan.rules().coolDown();
        return target.target().model().indexOf('*') >= 0 ? usual.whereThrottlingIsOfOneCall() : usual;
    }

    /** Whether calls could go to more than one place, be it a target or another model. */
    public boolean hasElsewhere() {
        return targets.size() > 1 || !plan.fallbacks().general().isEmpty();
    }
}
