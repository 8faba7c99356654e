package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Makes a JSON schema one that Gemini holds its answers to. Keywords it takes stay, those that only describe are left out, a few
 * are said in other words; any other is refused by name, because the answer might break it.
 */
final class SchemaAdapter {
    private static final Set<String> TAKEN = Set.of(
            "$id",
            "$anchor",
            "type",
            "format",
            "title",
            "description",
            "enum",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "required",
            "propertyOrdering");

    private static final Set<String> SCHEMA = Set.of("items", "additionalProperties");
    private static final Set<String> SCHEMAS = Set.of("prefixItems", "anyOf", "oneOf");
    private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "$defs");

    /** They say nothing about which answers are valid. */
    private static final Set<String> DESCRIPTIONS =
            Set.of("$schema", "$comment", "default", "examples", "example", "deprecated", "readOnly", "writeOnly");

    private final Changes changes;
    private final JsonWriter out = new JsonWriter();

    private SchemaAdapter(Changes changes) {
        this.changes = changes;
    }

    /** @throws GatewayException of kind {@link ErrorKind#UNSUPPORTED} that names the keyword and its place */
    static JsonText adapt(JsonText schema, Changes changes) {
        SchemaAdapter adapter = new SchemaAdapter(changes);
        adapter.schema(JsonValue.of(schema), "schema");
        return adapter.out.text();
    }

    private void schema(JsonValue schema, String path) {
        if (!schema.isObject()) { // true and false are schemas, too
            out.raw(schema.text());
            return;
        }
        out.object();
        schema.members().forEach((keyword, value) -> keyword(keyword, value, schema, path));
        out.endObject();
    }

    private void keyword(String keyword, JsonValue value, JsonValue schema, String path) {
        String place = path + "." + keyword;
        if (TAKEN.contains(keyword)) {
            out.raw(keyword, value.text());
        } else if (SCHEMA.contains(keyword)) {
            member(keyword, value, place);
        } else if (SCHEMAS.contains(keyword)) {
            list(keyword, value, place);
        } else if (SCHEMAS_BY_NAME.contains(keyword)) {
            out.object(keyword);
            value.members().forEach((name, each) -> member(name, each, place + "." + name));
            out.endObject();
        } else if (DESCRIPTIONS.contains(keyword)) {
            changes.dropped(place, "Gemini has no such keyword; it only describes");
        } else {
            rewrite(keyword, value, schema, place);
        }
    }

    private void member(String name, JsonValue schema, String place) {
        SchemaAdapter inner = new SchemaAdapter(changes);
        inner.schema(schema, place);
        out.raw(name, inner.out.text());
    }

    private void list(String name, JsonValue schemas, String place) {
        out.array(name);
        List<JsonValue> elements = schemas.elements();
        for (int i = 0; i < elements.size(); i++) {
            schema(elements.get(i), place + "[" + i + "]");
        }
        out.endArray();
    }

    private void rewrite(String keyword, JsonValue value, JsonValue schema, String place) {
        switch (keyword) {
            // the older name of $defs
            case "definitions" -> keyword("$defs", value, schema, place.substring(0, place.lastIndexOf('.')));
            case "$ref" ->
                out.string(
                        keyword,
                        value.string()
                                .orElse("")
                                .replaceFirst("^#/definitions/", Matcher.quoteReplacement("#/$defs/")));
            case "const" -> {
                if (!value.isString() && !value.isNumber()) {
                    throw refusal(place);
                }
                out.array("enum").raw(value.text()).endArray();
            }
            case "allOf" -> only(value, schema, place);
            case "exclusiveMinimum" -> bound("minimum", value, schema, 1, place);
            case "exclusiveMaximum" -> bound("maximum", value, schema, -1, place);
            case "minLength", "minProperties" -> {
                if (value.integer().orElse(1) != 0) {
                    throw refusal(place);
                }
            }
            default -> throw refusal(place);
        }
    }

    /** One schema of all is that schema, where it says nothing that its holder says as well. */
    private void only(JsonValue schemas, JsonValue holder, String place) {
        List<JsonValue> all = schemas.elements();
        if (all.size() != 1 || !all.getFirst().isObject()) {
            throw refusal(place);
        }
        Map<String, JsonValue> members = all.getFirst().members();
        if (members.keySet().stream().anyMatch(name -> !holder.get(name).isNull())) {
            throw refusal(place);
        }
        members.forEach((keyword, value) -> keyword(keyword, value, all.getFirst(), place + "[0]"));
    }

    /** Among whole numbers, more than 3 is at least 4. */
    private void bound(String name, JsonValue value, JsonValue schema, int step, String place) {
        boolean whole = schema.string("type").orElse("").equals("integer")
                && value.text().text().matches("-?[0-9]{1,15}")
                && schema.get(name).isNull();
        if (!whole) {
            throw refusal(place);
        }
        out.integer(name, value.integer().orElseThrow() + step);
    }

    private static GatewayException refusal(String place) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        "response_format: Gemini does not hold answers to the keyword at '" + place
                                + "'; leave it out or choose another model")
                .param("response_format")
                .code("unsupported_schema_keyword")
                .build()
                .asException();
    }
}
