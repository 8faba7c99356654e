package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects the keys of one mapping: duplicates are problems, merged keys ({@code <<}) give way to written ones. */
final class MappingBuilder {
    private final Origin origin;
    private final Consumer<Problem> problems;
    private final Map<String, Entry> written = new LinkedHashMap<>();
    private final Map<String, Entry> merged = new LinkedHashMap<>();

    MappingBuilder(Origin origin, Consumer<Problem> problems) {
        this.origin = origin;
        this.problems = problems;
    }

    void put(Entry entry) {
        Entry first = written.putIfAbsent(entry.key(), entry);
        if (first != null) {
            String message = "key '" + entry.key() + "' twice in one map; the first is at " + first.origin();
            problems.accept(new Problem(entry.origin(), "", message));
        }
    }

    void merge(ConfigValue value) {
        switch (value) {
            case Mapping mapping -> mapping.entries().forEach(e -> merged.putIfAbsent(e.key(), e));
            case Sequence sequence -> sequence.items().forEach(this::merge);
            default -> problems.accept(new Problem(value.origin(), "", "<< (expected: a map or a list of maps)"));
        }
    }

    Mapping build() {
        List<Entry> entries = new ArrayList<>(written.values());
        merged.values().stream().filter(e -> !written.containsKey(e.key())).forEach(entries::add);
        return new Mapping(entries, origin);
    }
}
