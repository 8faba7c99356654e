package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;

/** Schemas that a model is held to: of its answer, and of the parameters of strict tools. */
final class Schemas {
    private static final SchemaRules RULES = SchemaRules.beside(Schemas.class);

    private Schemas() {}

    static JsonText answer(JsonText schema, Changes changes) {
        return RULES.adapt(schema, SchemaRules.ANSWER, changes);
    }

    static JsonText parameters(JsonText schema, String tool, Changes changes) {
        return RULES.adapt(schema, SchemaRules.parameters(tool), changes);
    }
}
