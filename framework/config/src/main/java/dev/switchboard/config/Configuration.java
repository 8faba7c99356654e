package dev.switchboard.config;

import dev.switchboard.config.binding.Binder;
import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration that is free of problems as far as the kernel can tell. Immutable; safe for any thread.
 *
 * <p>The keys of plugins are bound late, because a plugin may come, go and change while the configuration stays: with
 * {@link #bind} for one instance, with {@link #check} for all.
 */
public final class Configuration {
    private final GatewayConfig gateway;
    private final Mapping root;
    private final List<Setting> settings;
    private final List<Notice> notices;
    private final Set<Path> files;
    private final Binder binder;

    Configuration(Binding<GatewayConfig> bound, Mapping root, List<Notice> notices, Set<Path> files, Binder binder) {
        this.gateway = bound.get();
        this.root = root;
        this.settings = bound.settings();
        this.notices = List.copyOf(notices);
        this.files = Set.copyOf(files);
        this.binder = binder;
    }

    /** The kernel's own settings. */
    public GatewayConfig gateway() {
        return gateway;
    }

    /** What the operator should hear at start about a file of another product; empty for a native file. */
    public List<Notice> notices() {
        return notices;
    }

    /** The file and the files it refers to. */
    public Set<Path> files() {
        return files;
    }

    /**
     * Binds the keys of one configured instance to the record of its type.
     *
     * @param name the instance's name; for {@link Section#ROUTING} the strategy
     * @throws IllegalArgumentException if there is no such instance
     */
    public <C extends Record> Binding<C> bind(Section section, String name, Class<C> type) {
        Section.Instance instance = section.instances(gateway).get(name);
        if (instance == null) {
            throw new IllegalArgumentException(section.key() + ": " + name + " (expected: a configured instance)");
        }
        return binder.bind(section.path(name), instance.settings(), type);
    }

    /** What plugins would find wrong, and types that no installed plugin offers: the part that loading cannot see. */
    public List<Problem> check(ComponentTypes types) {
        List<Problem> problems = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, Class<? extends Record>> offered = types.of(section);
            section.instances(gateway).forEach((name, instance) -> {
                Class<? extends Record> type = offered.get(instance.type());
                problems.addAll(
                        type == null
                                ? List.of(notOffered(section, name, instance.type(), offered.keySet()))
                                : bind(section, name, type).problems());
            });
        }
        gateway.models()
                .forEach((name, model) -> model.strategy()
                        .filter(strategy -> !types.of(Section.ROUTING).containsKey(strategy))
                        .ifPresent(strategy -> {
                            Set<String> known = types.of(Section.ROUTING).keySet();
                            String path = Names.child(Names.child("models", name), "strategy");
                            problems.add(notOffered(
                                    Section.ROUTING, path, List.of("models", name, "strategy"), strategy, known));
                        }));
        return problems;
    }

    private Problem notOffered(Section section, String name, String type, Set<String> known) {
        boolean routing = section == Section.ROUTING;
        String key = routing ? "strategy" : "type";
        List<String> keys = routing ? List.of(section.key(), key) : List.of(section.key(), name, key);
        return notOffered(section, Names.child(section.path(name), key), keys, type, known);
    }

    private Problem notOffered(Section section, String path, List<String> keys, String type, Set<String> known) {
        String message = "no installed plugin offers the " + section.noun() + " '" + type + "'";
        return new Problem(
                Trees.origin(root, keys),
                path,
                message + Names.advice(type, known.stream().sorted().toList()));
    }

    /** Every effective value of the kernel's settings; the keys of plugins as far as {@code types} knows them. */
    public List<Setting> explain(ComponentTypes types) {
        List<Setting> all = new ArrayList<>(settings);
        for (Section section : Section.values()) {
            Map<String, Class<? extends Record>> offered = types.of(section);
            section.instances(gateway).forEach((name, instance) -> {
                Class<? extends Record> type = offered.get(instance.type());
                all.addAll(
                        type == null
                                ? Trees.unbound(section.path(name), instance.settings())
                                : bind(section, name, type).settings());
            });
        }
        return all;
    }

    /** The effective values at and below a path; quotes around keys with dots may be left out. */
    public List<Setting> explain(ComponentTypes types, String path) {
        String wanted = path.replace("\"", "");
        return explain(types).stream()
                .filter(setting -> below(setting.path().replace("\"", ""), wanted))
                .toList();
    }

    private static boolean below(String path, String wanted) {
        return path.startsWith(wanted)
                && (path.length() == wanted.length()
                        || wanted.isEmpty()
                        || ".[".indexOf(path.charAt(wanted.length())) >= 0);
    }
}
