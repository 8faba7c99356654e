package dev.switchboard.testing.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes values that a schema may allow, and values that differ from them in one place. */
final class Samples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 12;
    private static final List<JsonNode> LEAVES = List.of(
            JSON.textNode(""),
            JSON.textNode("a"),
            JSON.textNode("abc"),
            JSON.textNode("a1b2c3d4e5"),
            JSON.textNode("only"),
            JSON.textNode("red"),
            JSON.numberNode(-3),
            JSON.numberNode(0),
            JSON.numberNode(1),
            JSON.numberNode(2),
            JSON.numberNode(4),
            JSON.numberNode(7),
            JSON.numberNode(1.5),
            JSON.booleanNode(true),
            JSON.nullNode(),
            JSON.arrayNode(),
            JSON.objectNode());

    private final JsonNode root;
    private final SplittableRandom random;

    private Samples(JsonNode root, long seed) {
        this.root = root;
        random = new SplittableRandom(seed);
    }

    static List<JsonNode> of(JsonNode schema, int count, long seed) {
        Samples samples = new Samples(schema, seed);
        List<JsonNode> all = new ArrayList<>(LEAVES);
        for (int i = 0; i < count; i++) {
            JsonNode value = samples.value(schema, 0);
            all.add(value);
            all.add(samples.changed(value));
        }
        return all;
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > DEEPEST || !schema.isObject()) {
            return leaf();
        }
        if (schema.path("$ref").isTextual()) {
            return value(target(schema.get("$ref").asText()), depth + 1);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        for (String list : List.of("enum", "anyOf", "oneOf", "allOf")) {
            JsonNode choices = schema.path(list);
            if (choices.isArray() && !choices.isEmpty() && (random.nextInt(4) > 0 || !schema.has("properties"))) {
                JsonNode choice = choices.get(random.nextInt(choices.size()));
                return list.equals("enum") ? choice : value(choice, depth + 1);
            }
        }
        if (schema.has("properties")) {
            return object(schema, depth);
        }
        return typed(schema, depth);
    }

    private JsonNode target(String reference) {
        return reference.equals("#") ? root : root.at(reference.substring(1).replace("%20", " "));
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.get("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth < DEEPEST / 2 && random.nextBoolean()) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private JsonNode typed(JsonNode schema, int depth) {
        JsonNode type = schema.path("type");
        String name = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
        return switch (name) {
            case "string" -> JSON.textNode("ab0xyzuvw".substring(0, random.nextInt(9)));
            case "integer" -> JSON.numberNode(random.nextInt(-4, 9));
            case "number" -> JSON.numberNode(random.nextInt(-8, 18) / 2.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            case "object" -> JSON.objectNode();
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                int length = random.nextInt(4);
                for (int i = 0; i < length; i++) {
                    JsonNode prefix = schema.path("prefixItems").path(i);
                    array.add(value(prefix.isMissingNode() ? schema.path("items") : prefix, depth + 1));
                }
                yield array;
            }
            default -> leaf();
        };
    }

    private JsonNode leaf() {
        return LEAVES.get(random.nextInt(LEAVES.size()));
    }

    /** The value with one change somewhere: another leaf, a member more or less, an element twice. */
    private JsonNode changed(JsonNode value) {
        JsonNode copy = value.deepCopy();
        if (copy instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "more" : names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set("more", leaf());
                default -> object.set(name, object.has(name) ? changed(object.get(name)) : leaf());
            }
            return object;
        }
        if (copy instanceof ArrayNode array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            if (random.nextBoolean()) {
                array.add(array.get(at).deepCopy());
            } else {
                array.set(at, changed(array.get(at)));
            }
            return array;
        }
        return leaf();
    }

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
