package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.openai.request.HeldSchema;
import java.util.ArrayList;
import java.util.List;

/** Writes tools, the choice among them, and the shape of the answer. */
final class ToolWriter {
    private final HeldSchema schemas;
    private final JsonWriter out;

    ToolWriter(HeldSchema schemas, JsonWriter out) {
        this.schemas = schemas;
        this.out = out;
    }

    /** @param hosted where tools go that are not the application's */
    void tools(List<Tool> tools, HostedTools hosted) {
        List<Tool> own = new ArrayList<>();
        for (Tool tool : tools) {
            if (tool instanceof Tool.Foreign foreign) {
                hosted.add(foreign);
            } else {
                own.add(tool);
            }
        }
        if (!own.isEmpty() || !hosted.tools().isEmpty()) {
            out.array("tools");
            own.forEach(this::tool);
            hosted.tools().forEach(out::raw);
            out.endArray();
        }
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> {
                out.object().string("type", "function").object("function");
                out.string("name", function.name()).string("description", function.description());
                out.raw("parameters", schemas.parameters(function))
                        .bool("strict", function.strict())
                        .endObject();
                out.raw(OwnExtras.in(function.annotations())).endObject();
            }
            case Tool.Custom custom -> {
                out.object().string("type", "custom").object("custom");
                out.string("name", custom.name()).string("description", custom.description());
                custom.format().ifPresent(format -> out.raw("format", format));
                out.endObject().raw(OwnExtras.in(custom.annotations())).endObject();
            }
            default -> throw Refusals.unsupported("tools", "the chosen provider does not know this kind of tool");
        }
    }

    void choice(ToolChoice choice, List<Tool> tools) {
        switch (choice) {
            case ToolChoice.Auto ignored -> out.string("tool_choice", "auto");
            case ToolChoice.None ignored -> out.string("tool_choice", "none");
            case ToolChoice.Required ignored -> out.string("tool_choice", "required");
            case ToolChoice.Named named -> named(named.name(), isCustom(named.name(), tools) ? "custom" : "function");
            case ToolChoice.Foreign foreign ->
                out.raw("tool_choice", Refusals.own(foreign.family(), foreign.json(), "tool_choice", "a choice"));
        }
    }

    private void named(String name, String kind) {
        out.object("tool_choice").string("type", kind);
        out.object(kind).string("name", name).endObject().endObject();
    }

    private static boolean isCustom(String name, List<Tool> tools) {
        return tools.stream()
                .anyMatch(tool ->
                        tool instanceof Tool.Custom custom && custom.name().equals(name));
    }

    void format(ResponseFormat format) {
        switch (format) {
            case ResponseFormat.PlainText ignored -> type("text").endObject();
            case ResponseFormat.JsonObject ignored -> type("json_object").endObject();
            case ResponseFormat.JsonSchema schema -> {
                type("json_schema").object("json_schema");
                out.string("name", schema.name().orElse("response")).string("description", schema.description());
                schemas.write(schema, out);
                out.endObject().endObject();
            }
            default ->
                throw Refusals.unsupported("response_format", "the chosen provider does not know this kind of format");
        }
    }

    private JsonWriter type(String type) {
        return out.object("response_format").string("type", type);
    }
}
