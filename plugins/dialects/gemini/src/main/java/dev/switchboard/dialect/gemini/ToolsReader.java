package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tools and the choice among them. */
final class ToolsReader {
    private final Changes changes;
    private List<Tool> tools = new ArrayList<>();

    private ToolsReader(Changes changes) {
        this.changes = changes;
    }

    /** @return what of {@code toolConfig} has no canonical form */
    static Map<String, JsonText> read(Fields body, ChatRequest.Builder request, Changes changes) {
        ToolsReader reader = new ToolsReader(changes);
        body.list("tools").forEach(reader::tool);
        Map<String, JsonText> rest = new LinkedHashMap<>();
        body.object("toolConfig").ifPresent(config -> rest.putAll(reader.config(config, request)));
        request.tools(reader.tools);
        return rest;
    }

    /** Each member is a tool of its own, or a list of functions. */
    private void tool(JsonField value) {
        Fields tool = Fields.of(value);
        tool.list("functionDeclarations").forEach(function -> tools.add(function(Fields.of(function))));
        tool.unread()
                .forEach((name, settings) -> tools.add(new Tool.Foreign(
                        GeminiDialect.FAMILY,
                        new JsonWriter()
                                .object()
                                .raw(name, settings)
                                .endObject()
                                .text(),
                        hosted(name))));
    }

    private static Optional<Tool.Hosted> hosted(String name) {
        return switch (name) {
            case "googleSearch", "google_search", "googleSearchRetrieval", "google_search_retrieval" ->
                Optional.of(Tool.Hosted.WEB_SEARCH);
            case "urlContext", "url_context" -> Optional.of(Tool.Hosted.WEB_FETCH);
            case "codeExecution", "code_execution" -> Optional.of(Tool.Hosted.CODE_EXECUTION);
            default -> Optional.empty();
        };
    }

    private Tool function(Fields function) {
        String name = function.require("name").asString();
        Optional<String> description = function.string("description").filter(text -> !text.isEmpty());
        Optional<JsonText> schema = function.get("parametersJsonSchema").map(JsonField::text);
        Optional<JsonText> parameters = function.get("parameters")
                .map(value -> SchemaReader.toJsonSchema(value.value(), changes, "parameters of " + name));
        return new Tool.Function(
                name, description, schema.or(() -> parameters), Optional.empty(), Annotations.of(function.extras()));
    }

    private Map<String, JsonText> config(Fields config, ChatRequest.Builder request) {
        Map<String, JsonText> rest = new LinkedHashMap<>();
        config.object("functionCallingConfig").ifPresent(calling -> {
            List<String> allowed = calling.list("allowedFunctionNames").stream()
                    .map(JsonField::asString)
                    .toList();
            calling.get("mode").ifPresent(mode -> request.toolChoice(choice(mode, allowed)));
            Map<String, JsonText> others = calling.unread();
            if (!others.isEmpty()) {
                rest.put(
                        "functionCallingConfig",
                        new JsonWriter().object().raw(others).endObject().text());
            }
        });
        rest.putAll(config.unread());
        return rest;
    }

    /** To allow some functions is to offer no others. */
    private ToolChoice choice(JsonField mode, List<String> allowed) {
        return switch (mode.asString()) {
            case "AUTO", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
            case "NONE" -> new ToolChoice.None();
            case "VALIDATED" -> {
                changes.changed(
                        "toolConfig.functionCallingConfig.mode", "VALIDATED became AUTO, which other formats know");
                offerOnly(allowed);
                yield new ToolChoice.Auto();
            }
            case "ANY" -> {
                if (allowed.size() == 1) {
                    yield new ToolChoice.Named(allowed.getFirst());
                }
                offerOnly(allowed);
                yield new ToolChoice.Required();
            }
            default -> mode.failValue("AUTO, ANY, NONE or VALIDATED");
        };
    }

    private void offerOnly(List<String> allowed) {
        if (!allowed.isEmpty()) {
            tools = tools.stream()
                    .filter(tool -> !(tool instanceof Tool.Function function) || allowed.contains(function.name()))
                    .toList();
        }
    }
}
