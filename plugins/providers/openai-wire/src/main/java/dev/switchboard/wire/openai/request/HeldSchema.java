package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.Quirks;
import java.util.Optional;

/**
 * Writes schemas that the server shall hold its model to, by the server's rules; others, which are wishes, go on as they came. Where
 * the caller's format has no such wishes, a schema that the server cannot hold its model to becomes one, and the caller is told.
 */
public final class HeldSchema {
    private static final String STRICT = "strict";
    /** A function without parameters. */
    static final JsonText NONE = new JsonText("{\"type\":\"object\",\"properties\":{}}");

    private static final JsonText STRICTLY_NONE =
            new JsonText("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");

    private final Optional<SchemaRules> rules;
    private final Changes changes;

    /** @param changes where to say what was changed */
    public HeldSchema(Quirks quirks, Changes changes) {
        rules = quirks.strictSchema();
        this.changes = changes;
    }

    /** Writes the schema of an answer as {@code schema}, and whether it is {@code strict}. */
    public void write(ResponseFormat.JsonSchema format, JsonWriter out) {
        if (isHeld(format)) {
            out.raw("schema", adapt(format.schema(), SchemaRules.ANSWER)).bool(STRICT, true);
        } else {
            out.raw("schema", format.schema());
        }
    }

    private boolean isHeld(ResponseFormat.JsonSchema format) {
        if (format.strict().isPresent()) {
            return format.strict().get();
        }
        boolean fits = rules.map(each -> each.fits(format.schema())).orElse(true);
        if (!fits) {
            changes.changed(
                    "response_format",
                    "the chosen provider cannot be held to this schema; the model reads it as a wish");
        }
        return fits;
    }

    /** The parameters of a tool. */
    public Optional<JsonText> parameters(Tool.Function tool) {
        return tool.strict().orElse(false)
                ? tool.parameters().map(schema -> adapt(schema, SchemaRules.parameters(tool.name())))
                : tool.parameters();
    }

    /** The parameters of a tool, for formats in which a tool must have some. */
    public JsonText parametersOrNone(Tool.Function tool) {
        return parameters(tool).orElse(tool.strict().orElse(false) ? STRICTLY_NONE : NONE);
    }

    private JsonText adapt(JsonText schema, String place) {
        return rules.map(each -> each.adapt(schema, place, changes)).orElse(schema);
    }
}
