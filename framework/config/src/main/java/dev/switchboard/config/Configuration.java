package dev.switchboard.config;

import dev.switchboard.config.binding.Binding;
import dev.switchboard.config.binding.ConfigException;
import dev.switchboard.config.binding.Problem;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.config.schema.GatewayConfig;
import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.spi.runtime.ConfigPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that is free of problems as far as the kernel can tell. Immutable; safe for any thread.
 *
 * <p>The keys of plugins are bound late, because a plugin may come, go and change while the configuration stays: with
 * {@link #bind} for one instance, with {@link #check} for all.
 */
public final class Configuration {
    private final Written written;
    private final GatewayConfig gateway;
    private final List<Setting> settings;
    private final Set<Path> files;
    private final Instances instances;
    private final ModelChecks models;

    Configuration(
            Written written, Binding<GatewayConfig> bound, Set<Path> files, Instances instances, ModelChecks models) {
        this.written = written;
        this.gateway = bound.get();
        this.settings = bound.settings();
        this.files = Set.copyOf(files);
        this.instances = instances;
        this.models = models;
    }

    /** The kernel's own settings. */
    public GatewayConfig gateway() {
        return gateway;
    }

    /** What the operator should hear at start about a file of another product; empty for a native file. */
    public List<Notice> notices() {
        return written.notices();
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
        return instances.bind(section, name, type);
    }

    /**
     * The keys of one configured instance as they are written, with references resolved.
     *
     * @throws ConfigException          if a reference cannot be resolved
     * @throws IllegalArgumentException if there is no such instance
     */
    public ConfigValue resolved(Section section, String name) {
        return instances.resolved(section, name);
    }

    /**
     * Binds a model's own options of its strategy, if it has some.
     *
     * @param type the record of the strategy's type
     */
    public <C extends Record> Optional<Binding<C>> bindStrategyOptions(String model, Class<C> type) {
        return models.strategyOptions(model).map(options -> models.bind(model, options, type));
    }

    /** What plugins would find wrong, and types that no installed plugin offers: what loading cannot see without them. */
    public List<Problem> check(ComponentTypes types) {
        List<Problem> problems = new ArrayList<>(instances.check(types));
        problems.addAll(models.checkStrategies(types));
        return problems;
    }

    /** Where a value is written, or the nearest thing above it that is. @param keys from the root; items of lists are {@code 0} */
    public Origin origin(String... keys) {
        return Trees.origin(written.root(), List.of(keys));
    }

    /**
     * This configuration with parts that components add while the gateway runs, as far as they fit.
     *
     * @param parts   of those that exclude each other the first counts
     * @param formats the foreign formats that installed plugins know
     * @param types   what installed plugins offer
     */
    public Extended extended(List<ConfigPart> parts, List<ConfigFormat> formats, ComponentTypes types) {
        return new Extension(formats, types).of(this, written, parts);
    }

    /** Every effective value of the kernel's settings; the keys of plugins as far as {@code types} knows them. */
    public List<Setting> explain(ComponentTypes types) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(instances.explain(types));
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
