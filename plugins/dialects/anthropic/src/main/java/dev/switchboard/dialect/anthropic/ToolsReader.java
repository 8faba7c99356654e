package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import java.util.Optional;

/** Reads tools and the choice among them. */
final class ToolsReader {
    private ToolsReader() {}

    static void read(JsonObject body, ChatRequest.Builder request) {
        request.tools(body.list("tools").stream().map(ToolsReader::tool).toList());
        body.get("tool_choice").ifPresent(choice -> choice(choice, request));
    }

    private static Tool tool(JsonField field) {
        JsonObject tool = field.asObject();
        String type = tool.string("type").orElse("custom");
        return type.equals("custom")
                ? new Tool.Function(
                        tool.require("name").asString(),
                        tool.string("description"),
                        Optional.of(schema(tool.require("input_schema"))),
                        tool.bool("strict"),
                        AnnotationsReader.read(tool))
                : new Tool.Foreign(AnthropicDialect.FAMILY, field.text(), hosted(type));
    }

    private static JsonText schema(JsonField field) {
        return field.isObject() ? field.text() : field.fail("an object");
    }

    /** The provider's own tools carry the day of their version behind their sort. */
    private static Optional<Tool.Hosted> hosted(String type) {
        if (type.startsWith("web_search_")) {
            return Optional.of(Tool.Hosted.WEB_SEARCH);
        } else if (type.startsWith("web_fetch_")) {
            return Optional.of(Tool.Hosted.WEB_FETCH);
        }
        return type.startsWith("code_execution_") ? Optional.of(Tool.Hosted.CODE_EXECUTION) : Optional.empty();
    }

    private static void choice(JsonField field, ChatRequest.Builder request) {
        JsonObject choice = field.asObject();
        choice.bool("disable_parallel_tool_use").ifPresent(one -> request.parallelToolCalls(!one));
        request.toolChoice(
                switch (choice.require("type").asString()) {
                    case "auto" -> new ToolChoice.Auto();
                    case "any" -> new ToolChoice.Required();
                    case "none" -> new ToolChoice.None();
                    case "tool" -> new ToolChoice.Named(choice.require("name").asString());
                    default -> new ToolChoice.Foreign(AnthropicDialect.FAMILY, field.text());
                });
    }
}
