package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.openai.request.HeldSchema;
import java.util.List;

/** Writes tools in the flat form, and the choice among them. */
final class ToolWriter {
    private final HeldSchema schemas;
    private final JsonWriter out;

    ToolWriter(HeldSchema schemas, JsonWriter out) {
        this.schemas = schemas;
        this.out = out;
    }

    void write(ChatRequest request) {
        if (!request.tools().isEmpty()) {
            out.array("tools");
            request.tools().forEach(this::tool);
            out.endArray();
        }
        request.toolChoice().ifPresent(choice -> choice(choice, request.tools()));
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function ->
                out.object()
                        .string("type", "function")
                        .string("name", function.name())
                        .string("description", function.description())
                        .raw("parameters", schemas.parametersOrNone(function))
                        .bool("strict", function.strict().orElse(false))
                        .raw(Own.in(function.annotations()))
                        .endObject();
            case Tool.Custom custom ->
                out.object()
                        .string("type", "custom")
                        .string("name", custom.name())
                        .string("description", custom.description())
                        .raw("format", custom.format().map(ToolWriter::flat))
                        .raw(Own.in(custom.annotations()))
                        .endObject();
            case Tool.Foreign foreign -> foreign(foreign);
            default -> throw Unsupported.because("tools", "a tool of this kind");
        }
    }

    /** The canonical form is that of chat completions, where the grammar's parts stand in an object of their own. */
    private static JsonText flat(JsonText format) {
        JsonValue whole = JsonValue.of(format);
        JsonValue grammar = whole.get("grammar");
        if (!grammar.isObject()) {
            return format;
        }
        JsonWriter flat = new JsonWriter().object().string("type", "grammar");
        grammar.members().forEach((name, value) -> flat.raw(name, value.text()));
        return flat.endObject().text();
    }

    private void foreign(Tool.Foreign tool) {
        if (tool.family().equals(Own.FORMAT)) {
            out.raw(tool.json());
            return;
        }
        Tool.Hosted sort = tool.hosted()
                .orElseThrow(
                        () -> Unsupported.because("tools", "a tool that only the format of " + tool.family() + " has"));
        switch (sort) {
            case WEB_SEARCH -> out.object().string("type", "web_search").endObject();
            case CODE_EXECUTION ->
                out.object()
                        .string("type", "code_interpreter")
                        .object("container")
                        .string("type", "auto")
                        .endObject()
                        .endObject();
            default -> throw Unsupported.because("tools", "a tool of the sort " + sort);
        }
    }

    private void choice(ToolChoice choice, List<Tool> tools) {
        switch (choice) {
            case ToolChoice.Auto ignored -> out.string("tool_choice", "auto");
            case ToolChoice.None ignored -> out.string("tool_choice", "none");
            case ToolChoice.Required ignored -> out.string("tool_choice", "required");
            case ToolChoice.Named named ->
                out.object("tool_choice")
                        .string("type", isCustom(named.name(), tools) ? "custom" : "function")
                        .string("name", named.name())
                        .endObject();
            case ToolChoice.Foreign foreign ->
                out.raw(
                        "tool_choice",
                        Unsupported.unlessOwn(foreign.family(), foreign.json(), "tool_choice", "a choice"));
            default -> throw Unsupported.because("tool_choice", "a choice of this kind");
        }
    }

    private static boolean isCustom(String name, List<Tool> tools) {
        return tools.stream()
                .anyMatch(tool ->
                        tool instanceof Tool.Custom custom && custom.name().equals(name));
    }
}
