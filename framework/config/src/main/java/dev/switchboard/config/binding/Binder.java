package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import java.util.Optional;

/**
 * Makes records from trees by the rules of {@link dev.switchboard.spi.config}. Thread-safe; keeps nothing of what it
 * bound, so that the class of a removed plugin can be collected.
 */
public final class Binder {
    private final References references;
    private final Overrides overrides;

    public Binder(References references) {
        this(references, Overrides.NONE);
    }

    /** @param overrides already applied to the trees; named here so that settings can tell what they replaced */
    public Binder(References references, Overrides overrides) {
        this.references = references;
        this.overrides = overrides;
    }

    /**
     * Binds a tree to a record.
     *
     * @param path  the path of the tree in the configuration, for messages; empty for the root
     * @param value the tree; {@code Null} counts as an empty mapping
     */
    public <C extends Record> Binding<C> bind(String path, ConfigValue value, Class<C> type) {
        Report report = new Report(overrides);
        Object bound = new RecordBinding(new Resolver(references, report), report).bind(path, value, type, false);
        Optional<C> result = bound == null || report.failed() ? Optional.empty() : Optional.of(type.cast(bound));
        return new Binding<>(result, report.problems(), report.settings());
    }
}
