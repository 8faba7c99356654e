package dev.switchboard.wire.openai.request;

import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;

/** Writes functions as OpenAI does, and others after it. */
public final class FunctionTool {
    private static final JsonText NO_PARAMETERS = new JsonText("{\"type\":\"object\",\"properties\":{}}");

    private FunctionTool() {}

    /** Writes one, always with parameters, since not every server knows functions without. */
    public static void write(JsonWriter json, Tool.Function function) {
        json.object()
                .string("type", "function")
                .object("function")
                .string("name", function.name())
                .string("description", function.description())
                .raw("parameters", function.parameters().orElse(NO_PARAMETERS))
                .endObject()
                .endObject();
    }
}
