package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes records from trees by the rules of {@link dev.switchboard.spi.config}. Thread-safe; keeps nothing of what it
 * bound, so that the class of a removed plugin can be collected.
 */
public final class Binder {
    private final References references;
    private final Overrides overrides;
    private final Path paths;

    /** A binder that leaves paths as they are written. */
    public Binder(References references) {
        this(references, Overrides.NONE, Path.of(""));
    }

    /**
     * A binder.
     *
     * @param overrides already applied to the trees; named here so that settings can tell what they replaced
     * @param paths     what relative paths in components start from
     */
    public Binder(References references, Overrides overrides, Path paths) {
        this.references = references;
        this.overrides = overrides;
        this.paths = paths;
    }

    /**
     * Binds a tree to a record.
     *
     * @param path  the path of the tree in the configuration, for messages; empty for the root
     * @param value the tree; {@code Null} counts as an empty mapping
     */
    public <C extends Record> Binding<C> bind(String path, ConfigValue value, Class<C> type) {
        return bind(path, value, type, Optional.empty());
    }

    /**
     * Binds a tree to a record that may get no other secrets than those declared: with another one the record is not made.
     *
     * @param path     the path of the tree in the configuration, for messages
     * @param value    the tree; {@code Null} counts as an empty mapping
     * @param declared the settings that may hold secrets; empty if any may
     */
    public <C extends Record> Binding<C> bind(
            String path, ConfigValue value, Class<C> type, Optional<DeclaredSecrets> declared) {
        Report report = new Report(overrides);
        Resolver resolver = new Resolver(references, report, path, declared);
        Object bound = new RecordBinding(resolver, report, paths).bind(path, value, type, false);
        Optional<C> result = bound == null || report.failed() ? Optional.empty() : Optional.of(type.cast(bound));
        return new Binding<>(result, report.problems(), report.settings());
    }
}
