package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.List;
import java.util.Optional;

/** Writes tools and the choice among them. A conversation in which tools were used must declare some. */
final class ToolWriter {
    private static final JsonText STRICTLY_NO_PARAMETERS =
            new JsonText("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    private static final JsonText NO_PARAMETERS = new JsonText("{\"type\":\"object\",\"properties\":{}}");

    private final JsonWriter out;
    private final ModelTraits model;
    private final Changes changes;

    ToolWriter(JsonWriter out, ModelTraits model, Changes changes) {
        this.out = out;
        this.model = model;
        this.changes = changes;
    }

    void write(ChatRequest request, Conversation conversation) {
        boolean none =
                request.toolChoice().filter(ToolChoice.None.class::isInstance).isPresent();
        List<Tool> tools = request.tools().stream().filter(this::isThere).toList();
        if (tools.isEmpty() || none && !conversation.hasToolBlocks()) {
            withoutTools(request, conversation, none);
            return;
        }
        if (none) {
            changes.changed(
                    "tool_choice", "the chosen provider has no such choice; the model may use a tool all the same");
        }
        out.object("toolConfig").array("tools");
        tools.forEach(this::tool);
        out.endArray();
        request.toolChoice().ifPresent(this::choice);
        out.endObject();
    }

    private void withoutTools(ChatRequest request, Conversation conversation, boolean none) {
        if (request.toolChoice().isPresent() && !none) {
            changes.dropped("tool_choice", "there are no tools to choose from");
        }
        if (!conversation.hasToolBlocks()) {
            return;
        }
        List<String> used =
                conversation.usedTools().isEmpty() ? List.of("unknown") : List.copyOf(conversation.usedTools());
        changes.changed(
                "tools", "tools of the conversation are declared again, since the chosen provider demands some");
        out.object("toolConfig").array("tools");
        used.forEach(name -> declare(name, Optional.of("Not available any more."), NO_PARAMETERS, Optional.empty()));
        out.endArray().endObject();
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> {
                declare(
                        function.name(),
                        function.description().filter(text -> !text.isBlank()),
                        parameters(function),
                        function.strict().filter(strict -> strict));
                function.annotations()
                        .cacheMark()
                        .filter(_ -> model.takesCacheMarks())
                        .ifPresent(mark -> BlockWriter.mark(out, mark));
            }
            case Tool.Custom custom ->
                throw Refusals.unsupported(
                        "tools", "the tool '" + custom.name() + "' takes free text; give it a schema.");
            case Tool.Foreign foreign
            when foreign.family().equals(ConverseTranslator.FAMILY) -> out.raw(foreign.json());
            case Tool.Foreign foreign -> hosted(foreign);
        }
    }

    private JsonText parameters(Tool.Function function) {
        return function.strict().orElse(false)
                ? RequestWriter.SCHEMAS.adapt(
                        function.parameters().orElse(STRICTLY_NO_PARAMETERS),
                        SchemaRules.parameters(function.name()),
                        changes)
                : function.parameters().orElse(NO_PARAMETERS);
    }

    private void declare(String name, Optional<String> description, JsonText schema, Optional<Boolean> strict) {
        out.object()
                .object("toolSpec")
                .string("name", name)
                .string("description", description)
                .object("inputSchema")
                .raw("json", schema)
                .endObject()
                .bool("strict", strict)
                .endObject()
                .endObject();
    }

    /** Whether the model has a tool of that sort; others than the provider's own it always has. */
    private boolean isThere(Tool tool) {
        boolean there = !(tool instanceof Tool.Foreign foreign)
                || foreign.family().equals(ConverseTranslator.FAMILY)
                || own(foreign).isPresent();
        if (!there) {
            changes.dropped("tools", "the chosen model has no tool of that sort");
        }
        return there;
    }

    /** Nova 2 has tools of its own, see "Built-in tools" of its user guide. */
    private Optional<String> own(Tool.Foreign foreign) {
        Tool.Hosted sort = foreign.hosted()
                .orElseThrow(() -> Refusals.unsupported(
                        "tools", "only providers of the format " + foreign.family() + " have one of them."));
        return switch (sort) {
            case WEB_SEARCH -> Optional.of("nova_grounding").filter(_ -> isNova2());
            case CODE_EXECUTION -> Optional.of("nova_code_interpreter").filter(_ -> isNova2());
            case WEB_FETCH -> Optional.empty();
        };
    }

    private boolean isNova2() {
        return model.thinking() == ModelTraits.Thinking.NOVA;
    }

    private void hosted(Tool.Foreign foreign) {
        String name = own(foreign).orElseThrow();
        changes.changed("tools", "the provider's own " + name + " stands in for a tool of that sort");
        out.object().object("systemTool").string("name", name).endObject().endObject();
    }

    private void choice(ToolChoice choice) {
        switch (choice) {
            case ToolChoice.Auto _, ToolChoice.None _ -> choice("auto", Optional.empty());
            case ToolChoice.Required _ -> choice("any", Optional.empty());
            case ToolChoice.Named named -> choice("tool", Optional.of(named.name()));
            case ToolChoice.Foreign foreign ->
                throw Refusals.unsupported(
                        "tool_choice", "only providers of the format " + foreign.family() + " understand it.");
        }
    }

    private void choice(String kind, Optional<String> name) {
        out.object("toolChoice").object(kind).string("name", name).endObject().endObject();
    }
}
