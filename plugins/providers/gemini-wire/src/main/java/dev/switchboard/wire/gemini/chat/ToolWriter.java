package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Map;

/**
 * Writes tools and the choice among them. Functions stand in one list, their schemas verbatim: Google takes any JSON schema
 * there and holds the model to none.
 */
final class ToolWriter {
    /** The member that says how tools are used. */
    static final String CONFIG = "toolConfig";

    private static final String CALLING = "functionCallingConfig";

    private ToolWriter() {}

    static void write(ChatRequest request, Map<String, JsonText> extras, JsonWriter out) {
        tools(request.tools(), out);
        JsonText rest = extras.get(CONFIG);
        if (request.toolChoice().isPresent() || rest != null) {
            JsonDocument.Editor config = JsonDocument.parse(Bytes.utf8(rest == null ? "{}" : rest.text()))
                    .edit();
            request.toolChoice().ifPresent(choice -> config.set(CALLING, calling(choice, config.original())));
            out.raw(CONFIG, new JsonText(config.build().utf8()));
        }
    }

    private static void tools(List<Tool> tools, JsonWriter out) {
        if (tools.isEmpty()) {
            return;
        }
        List<Tool.Function> functions = tools.stream()
                .filter(Tool.Function.class::isInstance)
                .map(Tool.Function.class::cast)
                .toList();
        out.array("tools");
        if (!functions.isEmpty()) {
            out.object().array("functionDeclarations");
            functions.forEach(function -> function(function, out));
            out.endArray().endObject();
        }
        for (Tool tool : tools) {
            if (tool instanceof Tool.Foreign foreign) {
                out.raw(hosted(foreign));
            }
        }
        out.endArray();
    }

    private static void function(Tool.Function function, JsonWriter out) {
        out.object()
                .string("name", function.name())
                .string("description", function.description())
                .raw("parametersJsonSchema", function.parameters())
                .raw(function.annotations().extras().in(Wire.GEMINI_GENERATE))
                .endObject();
    }

    private static JsonText hosted(Tool.Foreign tool) {
        if (tool.family().equals(GeminiWire.FAMILY)) {
            return tool.json();
        }
        String name = tool.hosted()
                .map(sort -> switch (sort) {
                    case WEB_SEARCH -> "googleSearch";
                    case WEB_FETCH -> "urlContext";
                    case CODE_EXECUTION -> "codeExecution";
                })
                .orElseThrow(() -> unsupported("tools", "a tool that only the format of " + tool.family() + " knows"));
        return new JsonText("{\"" + name + "\":{}}");
    }

    /** What the caller wrote in this format stands beside the mode. */
    private static JsonText calling(ToolChoice choice, JsonDocument config) {
        JsonDocument.Editor calling = config.object(CALLING)
                .orElseGet(() -> JsonDocument.parse(Bytes.utf8("{}")))
                .edit();
        switch (choice) {
            case ToolChoice.Auto auto -> calling.set("mode", JsonText.string("AUTO"));
            case ToolChoice.None none -> calling.set("mode", JsonText.string("NONE"));
            case ToolChoice.Required required -> calling.set("mode", JsonText.string("ANY"));
            case ToolChoice.Named named ->
                calling.set("mode", JsonText.string("ANY"))
                        .set(
                                "allowedFunctionNames",
                                new JsonText("[" + JsonText.string(named.name()).text() + "]"));
            case ToolChoice.Foreign own
            when own.family().equals(GeminiWire.FAMILY) -> {
                return own.json();
            }
            default -> throw unsupported("tool_choice", "this choice");
        }
        return new JsonText(calling.build().utf8());
    }

    private static GatewayException unsupported(String param, String what) {
        return GatewayError.builder(
                        ErrorKind.UNSUPPORTED,
                        param + ": " + what + " cannot go to Gemini; leave it out or choose another model")
                .param(param)
                .build()
                .asException();
    }
}
