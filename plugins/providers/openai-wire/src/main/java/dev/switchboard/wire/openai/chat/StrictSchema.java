package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.Set;

/**
 * Looks for keywords of a schema that the server refuses where it shall hold the model to the schema. Names of properties and
 * definitions, and values such as those of {@code enum}, are no keywords.
 */
final class StrictSchema {
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs", "definitions", "patternProperties");
    private static final Set<String> SCHEMAS = Set.of(
            "items", "additionalProperties", "anyOf", "oneOf", "allOf", "not", "if", "then", "else", "prefixItems");

    private final Set<String> refused;
    private final String field;

    /** @param field where the schema stands */
    StrictSchema(Set<String> refused, String field) {
        this.refused = refused;
        this.field = field;
    }

    /** @throws dev.switchboard.spi.error.GatewayException of kind {@code UNSUPPORTED} that names the keyword and its place */
    void check(JsonText schema) {
        if (!refused.isEmpty()) {
            check(JsonValue.of(schema), field);
        }
    }

    private void check(JsonValue schema, String path) {
        schema.elements().forEach(each -> check(each, path));
        schema.members().forEach((keyword, value) -> {
            if (refused.contains(keyword)) {
                throw Refusals.unsupported(
                        path + "." + keyword,
                        "the chosen provider does not know this keyword in a strict schema; leave it out or set"
                                + " \"strict\": false");
            }
            if (NAMED_SCHEMAS.contains(keyword)) {
                value.members().forEach((name, each) -> check(each, path + "." + keyword + "." + name));
            } else if (SCHEMAS.contains(keyword)) {
                check(value, path + "." + keyword);
            }
        });
    }
}
