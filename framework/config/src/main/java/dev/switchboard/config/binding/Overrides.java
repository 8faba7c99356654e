package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays values from above the file (environment, flags) over a tree and remembers what they replaced. */
public final class Overrides {
    /** Nothing was replaced. */
    public static final Overrides NONE = new Overrides();

    private final Map<String, List<ConfigValue>> replaced = new TreeMap<>();

    /** The tree with one more value laid over it. */
    public Mapping apply(Mapping root, ConfigOverride override) {
        return put(root, "", override.keys(), override.value());
    }

    private Mapping put(Mapping mapping, String path, List<String> keys, ConfigValue value) {
        String key = keys.getFirst();
        String childPath = Names.child(path, key);
        List<Entry> entries = new ArrayList<>();
        ConfigValue old = new ConfigValue.Null(value.origin());
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals(key)) {
                old = entry.value();
            } else {
                entries.add(entry);
            }
        }
        entries.add(new Entry(key, replacement(old, childPath, keys, value), value.origin()));
        return new Mapping(entries, mapping.origin());
    }

    private ConfigValue replacement(ConfigValue old, String path, List<String> keys, ConfigValue value) {
        if (keys.size() > 1) {
            Mapping inner = old instanceof Mapping map ? map : new Mapping(List.of(), value.origin());
            return put(inner, path, keys.subList(1, keys.size()), value);
        }
        if (!(old instanceof ConfigValue.Null)) {
            replaced.computeIfAbsent(path, _ -> new ArrayList<>()).addFirst(old);
        }
        return value;
    }

    List<String> replaced(String path, Shown shown) {
        return replaced.getOrDefault(path, List.of()).stream()
                .map(v -> shown.of(Report.written(v)) + " (" + v.origin() + ")")
                .toList();
    }
}
