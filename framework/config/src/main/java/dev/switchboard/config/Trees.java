package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looking things up in trees, and laying trees beside each other. */
final class Trees {
    private Trees() {}

    /** Where a value stands, or the nearest thing above it that exists; list items are keys such as {@code 0}. */
    static Origin origin(ConfigValue root, List<String> keys) {
        ConfigValue value = root;
        for (String key : keys) {
            Optional<ConfigValue> child = switch (value) {
                case Mapping mapping -> mapping.get(key);
                case Sequence sequence -> Optional.of(sequence.items().get(Integer.parseInt(key)));
                default -> Optional.empty();
            };
            if (child.isEmpty()) {
                break;
            }
            value = child.get();
        }
        return value.origin();
    }

    /** Rows for keys that no installed plugin explains: without knowing which are secret, only references are shown. */
    static List<Setting> unbound(String path, ConfigValue value) {
        List<Setting> rows = new ArrayList<>();
        switch (value) {
            case Mapping mapping ->
                mapping.entries().forEach(e -> rows.addAll(unbound(Names.child(path, e.key()), e.value())));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    rows.addAll(unbound(path + "[" + i + "]", sequence.items().get(i)));
                }
            }
            case ConfigValue.Text text -> {
                boolean reference = text.value().matches("\\$\\{(env|file):[^}]*}")
                        && !text.value().contains(":-");
                String shown = reference ? text.value() : Setting.MASK;
                rows.add(new Setting(path, shown, text.origin().toString(), List.of()));
            }
            case ConfigValue.Numeric n ->
                rows.add(new Setting(path, n.literal(), n.origin().toString(), List.of()));
            case ConfigValue.Bool b ->
                rows.add(new Setting(
                        path, Boolean.toString(b.value()), b.origin().toString(), List.of()));
            case ConfigValue.Null n ->
                rows.add(new Setting(path, "(not set)", n.origin().toString(), List.of()));
        }
        return rows;
    }

    /** A mapping with one value in the place of another, or behind all. */
    static Mapping put(Mapping mapping, String key, ConfigValue value) {
        List<Entry> entries = new ArrayList<>();
        boolean found = false;
        for (Entry entry : mapping.entries()) {
            boolean here = entry.key().equals(key);
            found |= here;
            entries.add(here ? new Entry(key, value, entry.origin()) : entry);
        }
        if (!found) {
            entries.add(new Entry(key, value, value.origin()));
        }
        return new Mapping(entries, mapping.origin());
    }

    /** A value in which what stands under a key, if something does, became another. */
    static ConfigValue edit(ConfigValue value, String key, UnaryOperator<ConfigValue> change) {
        return value instanceof Mapping mapping
                ? mapping.get(key)
                        .<ConfigValue>map(present -> put(mapping, key, change.apply(present)))
                        .orElse(value)
                : value;
    }

    /** Everything of the first, and of the second what the first has no key for. */
    static Mapping union(Mapping first, Mapping second) {
        List<Entry> entries = new ArrayList<>(first.entries());
        second.entries().stream()
                .filter(entry -> first.get(entry.key()).isEmpty())
                .forEach(entries::add);
        return new Mapping(entries, first.origin());
    }

    /** As {@link #union}, but lists that both have become one. */
    static Mapping join(Mapping first, Mapping second) {
        Mapping result = union(first, second);
        for (Entry entry : second.entries()) {
            if (entry.value() instanceof Sequence more
                    && first.get(entry.key()).orElse(first) instanceof Sequence present) {
                List<ConfigValue> items = new ArrayList<>(present.items());
                items.addAll(more.items());
                result = put(result, entry.key(), new Sequence(items, present.origin()));
            }
        }
        return result;
    }
}
