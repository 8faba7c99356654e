package dev.switchboard.testkit.contract;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Walks through trees of configuration, and makes others of them. Paths are such as {@code models[0].name}. */
final class TreeEdits {
    /** Where values stand that an edit puts in. */
    static final Origin EDIT = new Origin("edited", 1, 1);

    private TreeEdits() {}

    /** Every value below a tree, without the tree itself, by its path. */
    static Map<String, ConfigValue> below(Mapping root) {
        Map<String, ConfigValue> found = new LinkedHashMap<>();
        collect("", root, found);
        return found;
    }

    private static void collect(String path, ConfigValue value, Map<String, ConfigValue> found) {
        switch (value) {
            case Mapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    String child = path.isEmpty() ? entry.key() : path + "." + entry.key();
                    found.put(child, entry.value());
                    collect(child, entry.value(), found);
                }
            }
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    String child = path + "[" + i + "]";
                    found.put(child, sequence.items().get(i));
                    collect(child, sequence.items().get(i), found);
                }
            }
            default -> {}
        }
    }

    /** The tree with another value in the place of one, found by its identity. */
    static Mapping replace(Mapping root, ConfigValue old, UnaryOperator<ConfigValue> edit) {
        if (replaced(root, old, edit) instanceof Mapping mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("the root of a tree stays a map");
    }

    private static ConfigValue replaced(ConfigValue value, ConfigValue old, UnaryOperator<ConfigValue> edit) {
        if (value == old) {
            return edit.apply(value);
        }
        return switch (value) {
            case Mapping mapping -> {
                List<Entry> entries = new ArrayList<>();
                for (Entry entry : mapping.entries()) {
                    entries.add(new Entry(entry.key(), replaced(entry.value(), old, edit), entry.origin()));
                }
                yield new Mapping(entries, mapping.origin());
            }
            case Sequence sequence ->
                new Sequence(
                        sequence.items().stream()
                                .map(item -> replaced(item, old, edit))
                                .toList(),
                        sequence.origin());
            default -> value;
        };
    }

    /** A map with one more key. */
    static Mapping with(Mapping mapping, String key, ConfigValue value) {
        List<Entry> entries = new ArrayList<>(mapping.entries());
        entries.add(new Entry(key, value, value.origin()));
        return new Mapping(entries, mapping.origin());
    }

    /** A value of each kind, at one place. */
    static List<ConfigValue> kinds(Origin at) {
        return List.of(
                new ConfigValue.Null(at),
                new ConfigValue.Bool(true, at),
                new ConfigValue.Numeric("-1e300", at),
                new ConfigValue.Text("", at),
                new ConfigValue.Text("${", at),
                new ConfigValue.Text("x".repeat(10_000), at),
                new Sequence(List.of(), at),
                new Sequence(List.of(new ConfigValue.Null(at)), at),
                new Mapping(List.of(), at),
                Mapping.builder(at).put("", "nothing").build());
    }

    /** What a tree says, wherever it stands. */
    static String said(ConfigValue value) {
        return switch (value) {
            case Mapping mapping ->
                mapping.entries().stream()
                        .map(entry -> "'" + entry.key() + "': " + said(entry.value()))
                        .toList()
                        .toString();
            case Sequence sequence ->
                sequence.items().stream().map(TreeEdits::said).toList().toString();
            case ConfigValue.Text text -> "'" + text.value() + "'";
            case ConfigValue.Numeric number -> new BigDecimal(number.literal()).toString();
            case ConfigValue.Bool bool -> Boolean.toString(bool.value());
            case ConfigValue.Null _ -> "null";
        };
    }
}
