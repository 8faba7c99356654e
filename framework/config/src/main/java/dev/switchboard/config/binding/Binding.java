package dev.switchboard.config.binding;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of binding one record.
 *
 * @param result   the record; empty if there are problems
 * @param problems everything that is wrong, not only the first
 * @param settings every effective value with its source, in order of declaration
 */
public record Binding<C>(Optional<C> result, List<Problem> problems, List<Setting> settings) {
    public Binding {
        problems = List.copyOf(problems);
        settings = List.copyOf(settings);
    }

    /**
     * The record.
     *
     * @throws ConfigException if there are problems
     */
    public C get() {
        return result.orElseThrow(() -> new ConfigException(problems));
    }
}
