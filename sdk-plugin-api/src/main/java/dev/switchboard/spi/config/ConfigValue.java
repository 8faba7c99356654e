package dev.switchboard.spi.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One value of a configuration tree: what YAML and JSON can say, with the place where it was said. Immutable.
 *
 * <p>The six kinds are complete: a {@code switch} over them needs no {@code default}. Texts are as written, so a
 * reference such as {@code ${env:NAME}} is still a reference. Because a text may be a secret, {@code toString()} of a
 * scalar tells its kind and origin only.
 */
public sealed interface ConfigValue {
    /** Where the value starts. */
    Origin origin();

    /** A quoted or plain text. */
    record Text(String value, Origin origin) implements ConfigValue {
        public Text {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public String toString() {
            return "text at " + origin;
        }
    }

    /**
     * A number.
     *
     * @param literal the number as it was written, so that {@code 1.10} stays {@code 1.10} where a text is wanted
     */
    record Numeric(String literal, Origin origin) implements ConfigValue {
        /** @throws IllegalArgumentException if the literal is not a decimal number */
        public Numeric {
            Objects.requireNonNull(literal, "literal");
            Objects.requireNonNull(origin, "origin");
            decimal(literal);
        }

        /** The exact value. */
        public BigDecimal value() {
            return decimal(literal);
        }

        private static BigDecimal decimal(String literal) {
            try {
                return new BigDecimal(literal);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("number: " + literal + " (expected: a decimal number)", e);
            }
        }

        @Override
        public String toString() {
            return "number at " + origin;
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Origin origin) implements ConfigValue {
        public Bool {
            Objects.requireNonNull(origin, "origin");
        }
    }

    /** A key without a value, or {@code null}. A record component reads it as "not set". */
    record Null(Origin origin) implements ConfigValue {
        public Null {
            Objects.requireNonNull(origin, "origin");
        }
    }

    /** A list. */
    record Sequence(List<ConfigValue> items, Origin origin) implements ConfigValue {
        public Sequence {
            items = List.copyOf(items);
            Objects.requireNonNull(origin, "origin");
        }
    }

    /** A map from texts to values, in written order, without duplicates. */
    record Mapping(List<Entry> entries, Origin origin) implements ConfigValue {
        /** @throws IllegalArgumentException if two entries have the same key */
        public Mapping {
            entries = List.copyOf(entries);
            Objects.requireNonNull(origin, "origin");
            Set<String> keys = new HashSet<>();
            for (Entry entry : entries) {
                if (!keys.add(entry.key())) {
                    throw new IllegalArgumentException("key: " + entry.key() + " (expected: each key once)");
                }
            }
        }

        /** The value of a key, empty if the key is absent. Scans the entries. */
        public Optional<ConfigValue> get(String key) {
            return entries.stream()
                    .filter(e -> e.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        /** The keys in written order. */
        public List<String> keys() {
            return entries.stream().map(Entry::key).toList();
        }

        /** Starts a mapping. */
        public static Builder builder(Origin origin) {
            return new Builder(origin);
        }
    }

    /**
     * One key of a mapping with its value.
     *
     * @param origin where the key stands
     */
    record Entry(String key, ConfigValue value, Origin origin) {
        public Entry {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /** Collects the entries of a {@link Mapping}. For one thread. */
    final class Builder {
        private final Origin origin;
        private final List<Entry> entries = new ArrayList<>();

        private Builder(Origin origin) {
            this.origin = origin;
        }

        /** Adds an entry whose key stands where its value starts. */
        public Builder put(String key, ConfigValue value) {
            return put(key, value, value.origin());
        }

        /** Adds an entry. */
        public Builder put(String key, ConfigValue value, Origin keyOrigin) {
            entries.add(new Entry(key, value, keyOrigin));
            return this;
        }

        /** Adds a text that stands where the mapping stands. */
        public Builder put(String key, String text) {
            return put(key, new Text(text, origin));
        }

        /** @throws IllegalArgumentException if a key was put twice */
        public Mapping build() {
            return new Mapping(entries, origin);
        }
    }
}
