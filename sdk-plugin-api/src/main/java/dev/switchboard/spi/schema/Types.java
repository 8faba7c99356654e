package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** JSON types as schemas call them. */
final class Types {
    static final String OBJECT = "object";
    private static final String NUMBER = "number";
    private static final String INTEGER = "integer";

    private Types() {}

    /** The types that a {@code type} names; none if there is no such keyword. */
    static Set<String> named(JsonValue type) {
        Set<String> types = new LinkedHashSet<>();
        type.string().ifPresent(types::add);
        type.elements().forEach(each -> each.string().ifPresent(types::add));
        return types;
    }

    /** The type of a value; a whole number is an {@code integer}. */
    static String of(JsonValue value) {
        if (value.isNumber()) {
            return value.number().orElse(Double.NaN) % 1 == 0 ? INTEGER : NUMBER;
        }
        if (value.isString()) {
            return "string";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        return value.isNull() ? "null" : value.isArray() ? "array" : OBJECT;
    }

    /** Whether a value is of one of some types. */
    static boolean include(Set<String> types, JsonValue value) {
        String type = of(value);
        return types.contains(type) || type.equals(INTEGER) && types.contains(NUMBER);
    }

    /** Whether no value can be of a type in both sets. */
    static boolean disjoint(Set<String> one, Set<String> other) {
        return one.stream()
                .noneMatch(type -> other.contains(type)
                        || type.equals(INTEGER) && other.contains(NUMBER)
                        || type.equals(NUMBER) && other.contains(INTEGER));
    }

    /** The one type that all values have; empty if they have several, or there are none. */
    static Optional<String> common(Iterable<JsonValue> values) {
        Set<String> types = new LinkedHashSet<>();
        values.forEach(value -> types.add(of(value)));
        if (types.equals(Set.of(INTEGER, NUMBER))) {
            return Optional.of(NUMBER);
        }
        return types.size() == 1 ? Optional.of(types.iterator().next()) : Optional.empty();
    }
}
