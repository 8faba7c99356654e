package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.schema.Normalizer.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what the keywords of one schema say, and which stand together. */
final class KeywordRules {
    /** What tells a schema's type, or stands for schemas that do. */
    private static final Set<String> TYPED = Set.of("type", "$ref", "anyOf", "oneOf");

    private final Rules rules;

    KeywordRules(Rules rules) {
        this.rules = rules;
    }

    /** Whether a schema describes objects. */
    static boolean isObject(Map<String, Said> schema) {
        return types(schema).contains(Types.OBJECT) || schema.containsKey("properties");
    }

    private static Set<String> types(Map<String, Said> schema) {
        return Types.named(value(schema, "type"));
    }

    private static JsonValue value(Map<String, Said> schema, String name) {
        Said said = schema.get(name);
        return said == null ? JsonValue.MISSING : said.value();
    }

    void check(Map<String, Said> schema, String place) {
        schema.forEach((name, said) -> {
            String here = place + "." + said.word();
            checkNeighbours(name, schema, here);
            checkTypes(name, schema, here);
            checkValue(name, said.value(), here);
        });
        checkConstants(schema, place);
        checkProperties(schema, place);
    }

    private void checkNeighbours(String name, Map<String, Said> schema, String here) {
        Set<String> allowed = rules.alone().get(name);
        if (allowed == null) {
            return;
        }
        schema.keySet().stream()
                .filter(other -> Keywords.isConstraint(other) && !other.equals(name) && !allowed.contains(other))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.because(here, "does not heed it together with '" + other + "'");
                });
    }

    private void checkTypes(String name, Map<String, Said> schema, String here) {
        Set<String> heeded = rules.onlyFor().get(name);
        if (heeded == null) {
            return;
        }
        Set<String> types = types(schema);
        if (types.isEmpty() || types.stream().anyMatch(type -> !type.equals("null") && !heeded.contains(type))) {
            throw Refusal.because(here, "heeds it for the types " + heeded + " only");
        }
    }

    private void checkValue(String name, JsonValue value, String here) {
        Integer limit = rules.atMost().get(name);
        if (limit != null && value.integer().orElse(Long.MAX_VALUE) > limit) {
            throw Refusal.because(here, "takes at most " + limit + " here");
        }
        switch (name) {
            case "pattern" -> {
                if (!rules.patterns().take(value.string().orElse(""))) {
                    throw Refusal.because(here, "cannot read this regular expression");
                }
            }
            case "format" -> {
                String format = value.string().orElse("");
                if (!rules.formats().contains(format) && !Keywords.DESCRIBING_FORMATS.contains(format)) {
                    throw Refusal.because(here, "does not know this format (it knows: " + known() + ")");
                }
            }
            case "additionalProperties" -> {
                if (rules.closed() && !value.bool().equals(Optional.of(false))) {
                    throw Refusal.because(here, "takes only false here");
                }
            }
            default -> {}
        }
    }

    private String known() {
        return String.join(", ", rules.formats().stream().sorted().toList());
    }

    /** A list of values that its neighbour forbids is a mistake, which some providers would answer with such a value. */
    private void checkConstants(Map<String, Said> schema, String place) {
        for (String name : List.of("enum", "const")) {
            Said said = schema.get(name);
            if (said == null) {
                continue;
            }
            String here = place + "." + said.word();
            List<JsonValue> values = name.equals("enum") ? said.value().elements() : List.of(said.value());
            Set<String> types = types(schema);
            if (!types.isEmpty() && !values.stream().allMatch(value -> Types.include(types, value))) {
                throw Refusal.because(here, "may answer with a value here that 'type' forbids");
            }
            if (!rules.enumTypes().isEmpty()
                    && !values.stream().allMatch(value -> Types.include(rules.enumTypes(), value))) {
                throw Refusal.because(here, "takes values of the types " + rules.enumTypes() + " only");
            }
        }
    }

    private void checkProperties(Map<String, Said> schema, String place) {
        Set<String> listed = value(schema, "properties").members().keySet();
        Set<String> required = Properties.names(value(schema, "required"));
        if (rules.complete() && !required.containsAll(listed)) {
            String missing = listed.stream()
                    .filter(name -> !required.contains(name))
                    .findFirst()
                    .orElseThrow();
            throw Refusal.because(
                    place + ".required",
                    "needs each property to be required, '" + missing + "' too, which may be null");
        }
        if (rules.closed() && !listed.containsAll(required)) {
            throw Refusal.because(place + ".required", "needs each required property to be listed in 'properties'");
        }
    }

    /**
     * The type that a schema without one has all the same.
     *
     * @throws dev.switchboard.spi.error.GatewayException if it can be several
     */
    Optional<String> missingType(Map<String, Said> schema, String place) {
        if (TYPED.stream().anyMatch(schema::containsKey)) {
            return Optional.empty();
        }
        JsonValue only = value(schema, "const");
        Optional<String> type = schema.containsKey("const")
                ? Optional.of(Types.of(only))
                : Types.common(value(schema, "enum").elements());
        return Optional.of(type.orElseThrow(() -> Refusal.because(place + ".type", "needs to know the type here")));
    }
}
