package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tools and the choice among them. The tools of a namespace become plain ones with the namespace in their names. A search
 * among tools is not needed then: all of them are there from the beginning.
 */
final class ToolsReader {
    private final Changes changes;
    private final Namespaces namespaces = new Namespaces();
    /** By the name the model sees: what is declared twice, as by a search that was made before, counts once. */
    private final Map<String, Tool> named = new LinkedHashMap<>();

    private final List<Tool> others = new ArrayList<>();
    private Optional<Set<String>> allowed = Optional.empty();

    ToolsReader(Changes changes) {
        this.changes = changes;
    }

    Namespaces namespaces() {
        return namespaces;
    }

    /** Reads a list of tools, which may not be the only one. */
    void read(JsonField tools) {
        tools.asArray().forEach(tool -> read(tool, Optional.empty()));
    }

    private void read(JsonField value, Optional<String> namespace) {
        JsonObject tool = value.asObject();
        String type = tool.require("type").asString();
        switch (type) {
            case "function" -> function(tool, namespace);
            case "custom" -> custom(tool, namespace);
            case "namespace" -> {
                Optional<String> name = Optional.of(tool.require("name").asString());
                tool.require("tools").asArray().forEach(member -> read(member, name));
            }
            case "tool_search" ->
                changes.dropped(value.path(), "all tools were given to the model at once, so it need not search");
            default -> others.add(new Tool.Foreign(Own.FORMAT, value.text(), hosted(type)));
        }
    }

    /** The names of tools carry the date of their version. */
    private static Optional<Tool.Hosted> hosted(String type) {
        if (type.startsWith("web_search")) {
            return Optional.of(Tool.Hosted.WEB_SEARCH);
        }
        return type.equals("code_interpreter") ? Optional.of(Tool.Hosted.CODE_EXECUTION) : Optional.empty();
    }

    private void function(JsonObject tool, Optional<String> namespace) {
        String name = name(tool, namespace);
        tool.bool("defer_loading"); // nothing is deferred
        named.put(
                name,
                new Tool.Function(
                        name,
                        tool.string("description"),
                        tool.text("parameters"),
                        tool.bool("strict"),
                        Own.annotations(tool)));
    }

    private void custom(JsonObject tool, Optional<String> namespace) {
        String name = name(tool, namespace);
        tool.bool("defer_loading");
        named.put(
                name,
                new Tool.Custom(
                        name,
                        tool.string("description"),
                        tool.object("format").map(ToolsReader::nested),
                        Own.annotations(tool)));
    }

    private String name(JsonObject tool, Optional<String> namespace) {
        String name = tool.require("name").asString();
        return namespace.map(space -> namespaces.join(space, name)).orElse(name);
    }

    /** The canonical form is that of chat completions, where the grammar's parts stand in an object of their own. */
    private static JsonText nested(JsonObject format) {
        String type = format.require("type").asString();
        JsonWriter nested = new JsonWriter().object().string("type", type);
        Map<String, JsonText> parts = format.unread();
        if (type.equals("grammar")) {
            nested.object("grammar").raw(parts).endObject();
        } else {
            nested.raw(parts);
        }
        return nested.endObject().text();
    }

    void choose(JsonField value, ChatRequest.Builder request) {
        if (value.isString()) {
            request.toolChoice(mode(value));
            return;
        }
        JsonObject choice = value.asObject();
        switch (choice.require("type").asString()) {
            case "function", "custom" ->
                request.toolChoice(new ToolChoice.Named(name(choice, choice.string("namespace"))));
            case "allowed_tools" -> allow(value.path(), choice, request);
            default -> request.toolChoice(new ToolChoice.Foreign(Own.FORMAT, value.text()));
        }
    }

    private static ToolChoice mode(JsonField value) {
        return switch (value.asString()) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> value.failValue("'auto', 'none', 'required' or an object");
        };
    }

    /** To allow some of the tools means to have no others. */
    private void allow(String path, JsonObject choice, ChatRequest.Builder request) {
        Set<String> names = new HashSet<>();
        for (JsonField each : choice.require("tools").asArray()) {
            JsonObject tool = each.asObject();
            String type = tool.require("type").asString();
            names.add(type.equals("function") || type.equals("custom") ? name(tool, tool.string("namespace")) : type);
        }
        allowed = Optional.of(names);
        request.toolChoice(mode(choice.require("mode")));
        changes.changed(path, "the tools that are not allowed were left out");
    }

    /** All tools, in order, that the choice allows. */
    List<Tool> tools() {
        List<Tool> all = new ArrayList<>();
        named.forEach((name, tool) -> {
            if (allowed.isEmpty() || allowed.get().contains(name)) {
                all.add(tool);
            }
        });
        others.stream().filter(this::isAllowed).forEach(all::add);
        return all;
    }

    private boolean isAllowed(Tool tool) {
        return allowed.isEmpty()
                || tool instanceof Tool.Foreign foreign
                        && allowed.get()
                                .contains(JsonValue.of(foreign.json())
                                        .string("type")
                                        .orElse(""));
    }
}
