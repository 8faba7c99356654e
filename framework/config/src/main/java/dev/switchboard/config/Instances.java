package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.DeclaredSecrets;
import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured instances and the keys of their plugins. A mistake elsewhere in the tree hides none of them. */
final class Instances {
    private final Mapping root;
    private final Binder binder;
    private final Map<Section, Map<String, Section.Instance>> bySection = new EnumMap<>(Section.class);

    Instances(Mapping root, Binder binder) {
        this.root = root;
        this.binder = binder;
        for (Section section : Section.values()) {
            bySection.put(section, section.instances(root, binder));
        }
    }

    private Map<String, Section.Instance> of(Section section) {
        return bySection.getOrDefault(section, Map.of());
    }

    <C extends Record> Binding<C> bind(Section section, String name, Class<C> type) {
        return binder.bind(section.path(name), settings(section, name), type);
    }

    private record Whole(ConfigValue keys) {}

    ConfigValue resolved(Section section, String name) {
        Mapping settings = settings(section, name);
        Mapping whole = Mapping.builder(settings.origin()).put("keys", settings).build();
        return binder.bind(section.path(name), whole, Whole.class).get().keys();
    }

    private Mapping settings(Section section, String name) {
        Section.Instance instance = of(section).get(name);
        if (instance == null) {
            throw new IllegalArgumentException(section.key() + ": " + name + " (expected: a configured instance)");
        }
        return instance.settings();
    }

    /** Types that nobody offers, and what is wrong with the keys of the others. */
    List<Problem> check(ComponentTypes types) {
        List<Problem> problems = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, Class<? extends Record>> offered = types.of(section);
            of(section).forEach((name, instance) -> {
                Class<? extends Record> type = offered.get(instance.type());
                problems.addAll(
                        type == null
                                ? List.of(notOffered(section, name, instance.type(), offered.keySet()))
                                : checked(section, name, type, types.secrets(section, instance.type())));
            });
        }
        return problems;
    }

    private List<Problem> checked(
            Section section, String name, Class<? extends Record> type, Optional<DeclaredSecrets> declared) {
        return binder.bind(section.path(name), settings(section, name), type, declared)
                .problems();
    }

    private Problem notOffered(Section section, String name, String type, Set<String> known) {
        String key = section == Section.ROUTING ? "strategy" : "type";
        boolean single = section == Section.ROUTING || section == Section.ACCOUNTS;
        List<String> keys = single ? List.of(section.key(), key) : List.of(section.key(), name, key);
        return new Problem(
                Trees.origin(root, keys), Names.child(section.path(name), key), section.notOffered(type, known));
    }

    /** The effective values of the plugins' keys, as far as {@code types} knows them. */
    List<Setting> explain(ComponentTypes types) {
        List<Setting> all = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, Class<? extends Record>> offered = types.of(section);
            of(section).forEach((name, instance) -> {
                Class<? extends Record> type = offered.get(instance.type());
                all.addAll(
                        type == null
                                ? Trees.unbound(section.path(name), instance.settings())
                                : bind(section, name, type).settings());
            });
        }
        return all;
    }
}
