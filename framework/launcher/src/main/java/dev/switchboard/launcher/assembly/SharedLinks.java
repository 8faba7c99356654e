package dev.switchboard.launcher.assembly;

import dev.switchboard.config.Section;
import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.shared.SharedValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The ways to shared values, by the names of their instances. */
final class SharedLinks {
    private final Map<String, SharedLink> links = new HashMap<>();

    /** The way to one that a world has; empty if it has none of that name. */
    synchronized Optional<SharedValues> find(String name, Collection<Instance<?>> world) {
        return instance(name, world).map(_ -> links.computeIfAbsent(name, SharedLink::new));
    }

    /** Makes all ways lead to the instances of a world; those to what it does not have lead nowhere. */
    synchronized void lead(Collection<Instance<?>> world) {
        links.forEach((name, link) -> link.lead(instance(name, world)));
    }

    @SuppressWarnings("unchecked") // instances of that kind are shared values
    private static Optional<Instance<SharedValues>> instance(String name, Collection<Instance<?>> world) {
        return world.stream()
                .filter(each ->
                        each.kind().equals(Section.SHARED.noun()) && each.name().equals(name))
                .findFirst()
                .map(each -> (Instance<SharedValues>) each);
    }
}
