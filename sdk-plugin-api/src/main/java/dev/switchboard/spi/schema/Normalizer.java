package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what one schema says in the words that a provider knows, where there are such words: the same values stay valid. What is
 * inside the schemas it holds is not touched.
 */
final class Normalizer {
    private final Rules rules;
    private final References references;

    Normalizer(Rules rules, References references) {
        this.rules = rules;
        this.references = references;
    }

    /**
     * One keyword.
     *
     * @param word what the caller calls it
     */
    record Said(String word, JsonValue value) {}

    /** The keywords of a schema under the names the provider knows them by, in order. */
    Map<String, Said> keywords(JsonValue schema, String place) {
        Map<String, JsonValue> flat = flat(schema, place);
        Map<String, Said> said = new LinkedHashMap<>();
        flat.forEach((word, value) -> {
            if (isEmptyTalk(word, value)) {
                return;
            }
            String name = name(word, value, flat);
            if (said.containsKey(name) || !name.equals(word) && flat.containsKey(name)) {
                throw Refusal.because(
                        place + "." + word, "cannot take '" + word + "' and '" + name + "' in one schema");
            }
            said.put(name, new Said(word, name.equals(word) ? value : rewritten(word, value)));
        });
        return said;
    }

    /** Whether it allows everything. */
    private static boolean isEmptyTalk(String word, JsonValue value) {
        return switch (word) {
            case "minLength", "minItems", "minProperties" -> value.integer().orElse(1) == 0;
            case "uniqueItems", "nullable" -> value.bool().equals(java.util.Optional.of(false));
            case "required" -> value.isArray() && value.isBlank();
            default -> false;
        };
    }

    private String name(String word, JsonValue value, Map<String, JsonValue> schema) {
        if (rules.take().contains(word)) {
            return word;
        }
        return switch (word) {
            case "const" -> "enum";
            case "oneOf" ->
                rules.take().contains("anyOf") && new Alternatives(references).areDisjoint(value.elements())
                        ? "anyOf"
                        : word;
            case "exclusiveMinimum" -> isStep(value, schema) ? "minimum" : word;
            case "exclusiveMaximum" -> isStep(value, schema) ? "maximum" : word;
            default -> word;
        };
    }

    /** Among whole numbers, more than 3 is at least 4. */
    private static boolean isStep(JsonValue bound, Map<String, JsonValue> schema) {
        JsonValue type = schema.getOrDefault("type", JsonValue.MISSING);
        return Types.named(type).equals(Set.of("integer"))
                && bound.text().text().matches("-?[0-9]{1,15}");
    }

    private static JsonValue rewritten(String word, JsonValue value) {
        return switch (word) {
            case "const" -> JsonValue.of(new JsonText("[" + value.text().text() + "]"));
            case "exclusiveMinimum" -> step(value, 1);
            case "exclusiveMaximum" -> step(value, -1);
            default -> value;
        };
    }

    private static JsonValue step(JsonValue bound, int step) {
        return JsonValue.of(JsonText.number(bound.integer().orElseThrow() + step));
    }

    /** Schemas that must all be kept are one schema, where none of them says more about what another says. */
    private static Map<String, JsonValue> flat(JsonValue schema, String place) {
        Map<String, JsonValue> flat = new LinkedHashMap<>(schema.members());
        JsonValue all = flat.remove("allOf");
        if (all == null) {
            return flat;
        }
        List<JsonValue> schemas = all.elements();
        for (int i = 0; i < schemas.size(); i++) {
            Map<String, JsonValue> more = flat(schemas.get(i), place + ".allOf[" + i + "]");
            if (!schemas.get(i).isObject() || !areApart(flat, more)) {
                throw Refusal.because(
                        place + ".allOf", "cannot take several schemas for one value that cannot be joined");
            }
            more.forEach(flat::putIfAbsent);
        }
        return flat;
    }

    private static boolean areApart(Map<String, JsonValue> one, Map<String, JsonValue> other) {
        boolean contradict = other.entrySet().stream()
                .filter(said -> Keywords.isConstraint(said.getKey()))
                .anyMatch(said -> one.containsKey(said.getKey())
                        && !one.get(said.getKey()).equals(said.getValue()));
        return !contradict && Keywords.ENTANGLED.stream().noneMatch(group -> names(one, group) && names(other, group));
    }

    private static boolean names(Map<String, JsonValue> schema, Set<String> group) {
        return schema.keySet().stream().anyMatch(group::contains);
    }
}
