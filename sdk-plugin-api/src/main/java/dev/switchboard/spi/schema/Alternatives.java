package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether no value can fit two of several schemas, so that exactly one of them is the same as any of them. What it cannot
 * tell counts as possible.
 */
final class Alternatives {
    private final References references;

    Alternatives(References references) {
        this.references = references;
    }

    boolean areDisjoint(List<JsonValue> schemas) {
        List<JsonValue> resolved = schemas.stream().map(this::resolve).toList();
        for (int i = 0; i < resolved.size(); i++) {
            for (int k = i + 1; k < resolved.size(); k++) {
                if (!areDisjoint(resolved.get(i), resolved.get(k))) {
                    return false;
                }
            }
        }
        return true;
    }

    private JsonValue resolve(JsonValue schema) {
        return schema.string("$ref").flatMap(references::target).orElse(schema);
    }

    private boolean areDisjoint(JsonValue one, JsonValue other) {
        Set<String> types = types(one);
        Set<String> others = types(other);
        if (types.isEmpty() || others.isEmpty()) {
            return false;
        }
        return Types.disjoint(types, others)
                || differ(one, other)
                || types.equals(Set.of(Types.OBJECT)) && others.equals(types) && areTold(one, other);
    }

    private static Set<String> types(JsonValue schema) {
        Set<String> types = new HashSet<>(Types.named(schema.get("type")));
        if (types.isEmpty()) {
            constants(schema).forEach(value -> types.add(Types.of(value)));
        }
        return types;
    }

    /** Whether a property that both demand has other values in the one than in the other. */
    private boolean areTold(JsonValue one, JsonValue other) {
        Set<String> common = Properties.required(one);
        common.retainAll(Properties.required(other));
        return common.stream()
                .anyMatch(name -> differ(
                        resolve(one.get("properties").get(name)),
                        resolve(other.get("properties").get(name))));
    }

    private static boolean differ(JsonValue one, JsonValue other) {
        Optional<Set<Object>> values = values(one);
        Optional<Set<Object>> others = values(other);
        if (values.isEmpty() || others.isEmpty()) {
            return false;
        }
        Set<Object> common = new HashSet<>(values.get());
        common.retainAll(others.get());
        return common.isEmpty();
    }

    private static List<JsonValue> constants(JsonValue schema) {
        return schema.members().containsKey("const")
                ? List.of(schema.get("const"))
                : schema.get("enum").elements();
    }

    /** The values that a schema lists, comparable; empty if it lists none, or one that cannot be compared. */
    private static Optional<Set<Object>> values(JsonValue schema) {
        List<JsonValue> constants = constants(schema);
        if (constants.isEmpty() || constants.stream().anyMatch(value -> value.isObject() || value.isArray())) {
            return Optional.empty();
        }
        Set<Object> values = new HashSet<>();
        for (JsonValue value : constants) {
            values.add(
                    value.isString()
                            ? value.string().orElseThrow()
                            : value.isNumber() ? value.number().orElse(Double.NaN) : value.text());
        }
        return Optional.of(values);
    }
}
