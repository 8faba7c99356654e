package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads tools and the choice among them, in today's form and in the one before it, {@code functions}. */
final class ToolsReader {
    private ToolsReader() {}

    static void read(JsonObject body, ChatRequest.Builder request) {
        List<Tool> tools = new ArrayList<>();
        body.get("functions").ifPresent(functions -> tools.addAll(functions(functions)));
        if (body.get("tools").isPresent()) {
            tools.clear();
            body.list("tools").forEach(tool -> tools.add(tool(tool)));
        }
        body.text("web_search_options").ifPresent(options -> tools.add(HostedTools.search(options)));
        request.tools(tools);
        body.get("function_call").ifPresent(choice -> request.toolChoice(functionCall(choice)));
        body.get("tool_choice").ifPresent(choice -> request.toolChoice(choice(choice)));
        body.bool("parallel_tool_calls").ifPresent(request::parallelToolCalls);
    }

    private static List<Tool> functions(JsonField functions) {
        return functions.asArray().stream()
                .map(JsonField::asObject)
                .map(function -> function(function, function))
                .toList();
    }

    private static Tool tool(JsonField value) {
        JsonObject tool = value.asObject();
        String type = tool.require("type").asString();
        return switch (type) {
            case "function" -> {
                JsonObject function = tool.require("function").asObject();
                yield function(function, tool, function);
            }
            case "custom" -> {
                JsonObject custom = tool.require("custom").asObject();
                yield new Tool.Custom(
                        custom.require("name").asString(),
                        custom.string("description"),
                        custom.text("format"),
                        AnnotationsReader.read(tool, custom));
            }
            default -> HostedTools.tool(type, value.text());
        };
    }

    /** A function. @param written every object that the tool is written in */
    private static Tool function(JsonObject function, JsonObject... written) {
        return new Tool.Function(
                function.require("name").asString(),
                function.string("description"),
                function.text("parameters"),
                function.bool("strict"),
                AnnotationsReader.read(written));
    }

    private static ToolChoice choice(JsonField value) {
        if (value.isString()) {
            return switch (value.asString()) {
                case "auto" -> new ToolChoice.Auto();
                case "none" -> new ToolChoice.None();
                case "required" -> new ToolChoice.Required();
                default -> new ToolChoice.Foreign(OpenAiDialect.FAMILY, value.text());
            };
        }
        JsonObject choice = value.asObject();
        return switch (choice.require("type").asString()) {
            case "function" -> named(choice.require("function"));
            case "custom" -> named(choice.require("custom"));
            default -> new ToolChoice.Foreign(OpenAiDialect.FAMILY, value.text());
        };
    }

    private static ToolChoice functionCall(JsonField value) {
        return value.isString() ? choice(value) : named(value);
    }

    private static ToolChoice named(JsonField value) {
        return new ToolChoice.Named(value.asObject().require("name").asString());
    }
}
