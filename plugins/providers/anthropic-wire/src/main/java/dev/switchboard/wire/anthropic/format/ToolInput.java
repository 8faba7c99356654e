package dev.switchboard.wire.anthropic.format;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.Optional;

/** The input of a tool's use: an object in this format, where others take whatever text the model wrote. */
public final class ToolInput {
    /** What it is when the model wrote none. */
    public static final JsonText EMPTY = new JsonText("{}");

    private ToolInput() {}

    /** The input as an object; text that is none is put into one, which is noted as a change of that field. */
    public static JsonText of(Block.ToolUse use, String field, Changes changes) {
        if (use.kind() == Block.ToolUse.Kind.FUNCTION) {
            if (use.input().isBlank()) {
                return EMPTY;
            }
            Optional<JsonValue> object = JsonValue.read(Bytes.utf8(use.input())).filter(JsonValue::isObject);
            if (object.isPresent()) {
                return object.get().text();
            }
            changes.changed(field, "a tool's input that is no JSON object was put into one");
        }
        return new JsonWriter()
                .object()
                .string("input", use.input())
                .endObject()
                .text();
    }
}
