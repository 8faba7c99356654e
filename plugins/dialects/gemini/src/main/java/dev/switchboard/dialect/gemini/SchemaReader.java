package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns Google's schemas, a subset of OpenAPI's, into JSON schemas: types in lower case, {@code nullable} as one more type, and
 * counts that came as strings as numbers.
 */
final class SchemaReader {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("any_of", "anyOf"),
            Map.entry("max_items", "maxItems"),
            Map.entry("min_items", "minItems"),
            Map.entry("max_length", "maxLength"),
            Map.entry("min_length", "minLength"),
            Map.entry("max_properties", "maxProperties"),
            Map.entry("min_properties", "minProperties"),
            Map.entry("additional_properties", "additionalProperties"),
            Map.entry("property_ordering", "propertyOrdering"),
            Map.entry("ref", "$ref"),
            Map.entry("defs", "$defs"));

    private static final Set<String> COUNTS =
            Set.of("maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties");

    private final Changes changes;
    private final String place;
    private final JsonWriter out = new JsonWriter();

    private SchemaReader(Changes changes, String place) {
        this.changes = changes;
        this.place = place;
    }

    /** @param place names the schema in what is said of it */
    static JsonText toJsonSchema(JsonValue schema, Changes changes, String place) {
        SchemaReader reader = new SchemaReader(changes, place);
        reader.schema(schema);
        return reader.out.text();
    }

    private void schema(JsonValue schema) {
        if (!schema.isObject()) {
            out.raw(schema.text());
            return;
        }
        boolean nullable = schema.bool("nullable").orElse(false);
        out.object();
        schema.members().forEach((name, value) -> member(NAMES.getOrDefault(name, name), value, nullable));
        out.endObject();
    }

    private void member(String name, JsonValue value, boolean nullable) {
        switch (name) {
            case "type" -> type(value, nullable);
            case "items", "additionalProperties" -> out.raw(name, toJsonSchema(value, changes, place));
            case "properties", "$defs" -> {
                out.object(name);
                value.members().forEach((key, each) -> out.raw(key, toJsonSchema(each, changes, place)));
                out.endObject();
            }
            case "anyOf" -> {
                out.array(name);
                value.elements().forEach(this::schema);
                out.endArray();
            }
            case "nullable" -> {
                // said by the type
            }
            case "example" -> out.array("examples").raw(value.text()).endArray();
            case "propertyOrdering" -> changes.dropped(place + ".propertyOrdering", "JSON schemas have no order");
            default -> out.raw(name, COUNTS.contains(name) ? count(value) : value.text());
        }
    }

    private void type(JsonValue value, boolean nullable) {
        JsonText type = value.string()
                .map(text -> JsonText.string(text.toLowerCase(Locale.ROOT)))
                .orElse(value.text());
        if (nullable && value.isString()) {
            out.array("type").raw(type).string("null").endArray();
        } else {
            out.raw("type", type);
        }
    }

    private static JsonText count(JsonValue value) {
        return value.string()
                .filter(text -> text.matches("[0-9]+"))
                .map(JsonText::new)
                .orElse(value.text());
    }
}
