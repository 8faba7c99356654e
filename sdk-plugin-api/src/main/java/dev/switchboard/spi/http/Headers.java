package dev.switchboard.spi.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * HTTP header fields in their order, with repeated names kept. Names compare without regard to case and keep the case
 * they were given. Immutable.
 */
public final class Headers {
    private static final Headers NONE = new Headers(new String[0]);

    /** Name, value, name, value, ... */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    /** No fields. */
    public static Headers none() {
        return NONE;
    }

    /**
     * The given fields.
     *
     * @param namesAndValues name, value, name, value, ...
     * @throws IllegalArgumentException for an odd number of strings, or a name or value that would break the message
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("headers: " + namesAndValues.length + " strings (expected: pairs)");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Starts an empty list. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that already holds these fields. */
    public Builder toBuilder() {
        return builder().addAll(this);
    }

    /** The number of fields. */
    public int size() {
        return fields.length / 2;
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return Optional.of(fields[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return values;
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** Calls back with each name and value, in order. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }

    /** The fields whose name passes the test. */
    public Headers filter(Predicate<String> name) {
        String[] kept = new String[fields.length];
        int length = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (name.test(fields[i])) {
                kept[length++] = fields[i];
                kept[length++] = fields[i + 1];
            }
        }
        return length == fields.length ? this : new Headers(Arrays.copyOf(kept, length));
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        forEach((name, value) -> names.add(name));
        return "Headers" + names;
    }

    /** Collects fields. Not safe for use by several threads. */
    public static final class Builder {
        private static final int USUAL = 24;
        private static final boolean[] IN_NAMES = new boolean[128];

        static {
            Arrays.fill(IN_NAMES, '!', 0x7f, true);
            "\"(),/:;<=>?@[\\]{}".chars().forEach(delimiter -> IN_NAMES[delimiter] = false);
        }

        private String[] fields = {};
        private int length;

        private Builder() {}

        /**
         * Adds a field, also if there is one of that name.
         *
         * @throws IllegalArgumentException if the name is not a token or the value holds CR, LF or NUL
         */
        public Builder add(String name, String value) {
            checkName(name);
            checkValue(name, value);
            return addTrusted(name, value);
        }

        /** Adds a field that a parser has already checked. */
        public Builder addTrusted(String name, String value) {
            makeRoom(2);
            fields[length++] = name;
            fields[length++] = value;
            return this;
        }

        /** Replaces all fields of that name by one. */
        public Builder set(String name, String value) {
            remove(name);
            return add(name, value);
        }

        /** Adds a field unless there is one of that name. */
        public Builder setIfAbsent(String name, String value) {
            return indexOf(name) < length ? this : add(name, value);
        }

        /** Adds all fields of another list. */
        public Builder addAll(Headers headers) {
            makeRoom(headers.fields.length);
            System.arraycopy(headers.fields, 0, fields, length, headers.fields.length);
            length += headers.fields.length;
            return this;
        }

        /** Removes all fields of that name. */
        public Builder remove(String name) {
            int kept = indexOf(name);
            for (int i = kept; i < length; i += 2) {
                if (!fields[i].equalsIgnoreCase(name)) {
                    fields[kept++] = fields[i];
                    fields[kept++] = fields[i + 1];
                }
            }
            length = kept;
            return this;
        }

        /** Where the first field of that name stands, or the length. */
        private int indexOf(String name) {
            int i = 0;
            while (i < length && !fields[i].equalsIgnoreCase(name)) {
                i += 2;
            }
            return i;
        }

        /** The fields. */
        public Headers build() {
            return length == 0 ? NONE : new Headers(Arrays.copyOf(fields, length));
        }

        private void makeRoom(int more) {
            int needed = length + more;
            if (needed > fields.length) {
                fields = Arrays.copyOf(fields, Math.max(needed + USUAL, 2 * fields.length));
            }
        }

        private static void checkName(String name) {
            boolean token = !name.isEmpty();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                token &= c < IN_NAMES.length && IN_NAMES[c];
            }
            if (!token) {
                throw new IllegalArgumentException("header name: \"" + name + "\" (expected: an RFC 9110 token)");
            }
        }

        private static void checkValue(String name, String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\r' || c == '\n' || c == 0) {
                    throw new IllegalArgumentException("value of header " + name + ": expected no CR, LF or NUL");
                }
            }
        }
    }
}
