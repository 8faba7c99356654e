package dev.switchboard.testing.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/** Makes schemas by chance: of every type, with one keyword or another, nested, with references and alternatives. */
final class SchemaSource {
    private static final int DEEPEST = 4;
    private static final List<String> NAMES =
            List.of("name", "größe", "a b", "items", "type", "$ref", "日本", "x/y~z", "required");

    private final SplittableRandom random;
    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final boolean tidy;

    /** @param tidy whether objects say that they are closed and complete, as most who write for providers do */
    private SchemaSource(long seed, boolean tidy) {
        random = new SplittableRandom(seed);
        this.tidy = tidy;
    }

    static String schema(long seed) {
        SchemaSource source = new SchemaSource(seed, seed % 3 != 0);
        Map<String, Object> root = source.object(0);
        if (!source.definitions.isEmpty()) {
            root.put(source.random.nextInt(4) == 0 ? "definitions" : "$defs", source.definitions);
            String text = JsonMapper.shared().writeValueAsString(root);
            return root.containsKey("definitions") ? text.replace("#/$defs/", "#/definitions/") : text;
        }
        return JsonMapper.shared().writeValueAsString(root);
    }

    private Map<String, Object> any(int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 14 : 7)) {
            case 0, 1 -> string();
            case 2 -> number("integer");
            case 3 -> number("number");
            case 4 -> map("type", "boolean");
            case 5 -> constants();
            case 6 -> map("type", List.of("string", "null"));
            case 7, 8 -> object(depth + 1);
            case 9, 10 -> array(depth + 1);
            case 11 -> alternatives(depth + 1);
            case 12 -> reference(depth + 1);
            default -> tidy ? object(depth + 1) : odd(depth + 1);
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        while (properties.size() < count) {
            properties.put(NAMES.get(random.nextInt(NAMES.size())), any(depth + 1));
        }
        Map<String, Object> object = map("type", "object");
        object.put("properties", properties);
        List<String> required = new ArrayList<>(properties.keySet());
        if (!tidy) {
            required.removeIf(_ -> random.nextBoolean());
        }
        object.put("required", required);
        if (tidy || random.nextInt(3) == 0) {
            object.put("additionalProperties", false);
        } else if (random.nextInt(4) == 0) {
            object.put("additionalProperties", map("type", "integer"));
        }
        describe(object);
        return object;
    }

    private Map<String, Object> array(int depth) {
        Map<String, Object> array = map("type", "array");
        array.put("items", any(depth));
        maybe(array, "minItems", random.nextInt(3));
        maybe(array, "maxItems", 2 + random.nextInt(3));
        if (!tidy) {
            maybe(array, "uniqueItems", random.nextBoolean());
        }
        return array;
    }

    private Map<String, Object> string() {
        Map<String, Object> string = map("type", "string");
        maybe(string, "minLength", random.nextInt(3));
        maybe(string, "maxLength", 3 + random.nextInt(5));
        maybe(string, "pattern", List.of("^[a-z]+$", "[0-9]", "(?=a).*").get(random.nextInt(3)));
        maybe(string, "format", List.of("date", "uuid", "email", "x-own").get(random.nextInt(4)));
        describe(string);
        return string;
    }

    private Map<String, Object> number(String type) {
        Map<String, Object> number = map("type", type);
        maybe(number, "minimum", -2 + random.nextInt(3));
        maybe(number, "exclusiveMaximum", 3 + random.nextInt(4));
        maybe(number, "multipleOf", 2);
        return number;
    }

    private Map<String, Object> constants() {
        return switch (random.nextInt(4)) {
            case 0 -> map("const", "only");
            case 1 -> map("enum", List.of(1, 2, 3));
            case 2 -> map("enum", List.of("a", 1, true));
            default -> {
                Map<String, Object> constants = map("type", "string");
                constants.put("enum", List.of("red", "grün"));
                yield constants;
            }
        };
    }

    private Map<String, Object> alternatives(int depth) {
        String keyword = List.of("anyOf", "oneOf").get(random.nextInt(2));
        return switch (random.nextInt(3)) {
            case 0 -> map(keyword, List.of(map("type", "string"), map("type", "null")));
            case 1 -> map(keyword, List.of(tagged("cat", depth), tagged("dog", depth)));
            default -> map(keyword, List.of(any(depth), any(depth)));
        };
    }

    private Map<String, Object> tagged(String kind, int depth) {
        Map<String, Object> object = object(depth);
        @SuppressWarnings("unchecked")
        Map<String, Object> properties = (Map<String, Object>) object.get("properties");
        @SuppressWarnings("unchecked")
        List<String> required = (List<String>) object.get("required");
        properties.put("kind", map("const", kind));
        required.add("kind");
        return object;
    }

    /** To a definition, a new one or, where it may be, the one that is being made. */
    private Map<String, Object> reference(int depth) {
        String name = "D" + (random.nextInt(6) == 0 ? random.nextInt(definitions.size() + 1) : definitions.size());
        if (!definitions.containsKey(name)) {
            definitions.put(name, map("type", "string")); // in its place while it is made
            definitions.put(name, object(depth));
        }
        Map<String, Object> reference = map("$ref", "#/$defs/" + name);
        describe(reference);
        return reference;
    }

    private Map<String, Object> odd(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> map("not", any(depth));
            case 1 -> map("allOf", List.of(any(depth), any(depth)));
            case 2 -> map("allOf", List.of(any(depth)));
            case 3 -> new LinkedHashMap<>();
            case 4 -> map("properties", map("a", any(depth)));
            case 5 -> {
                Map<String, Object> tuple = map("type", "array");
                tuple.put("prefixItems", List.of(any(depth), any(depth)));
                yield tuple;
            }
            default -> {
                Map<String, Object> either = any(depth);
                either.put("anyOf", List.of(any(depth), any(depth)));
                yield either;
            }
        };
    }

    private void describe(Map<String, Object> schema) {
        maybe(schema, "description", "what it is");
        maybe(schema, "title", "Title");
        maybe(schema, "default", "x");
    }

    private void maybe(Map<String, Object> schema, String keyword, Object value) {
        if (random.nextInt(5) == 0) {
            schema.put(keyword, value);
        }
    }

    private static Map<String, Object> map(String name, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(name, value);
        return map;
    }
}
