package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.Optional;

/** Writes tools and the choice among them. */
final class ToolWriter {
    private static final JsonText NO_PARAMETERS = new JsonText("{\"type\":\"object\",\"properties\":{}}");
    private static final JsonText STRICTLY_NO_PARAMETERS =
            new JsonText("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");

    private final JsonWriter out;
    private final ModelTraits model;
    private final Changes changes;

    ToolWriter(JsonWriter out, ModelTraits model, Changes changes) {
        this.out = out;
        this.model = model;
        this.changes = changes;
    }

    void write(ChatRequest request) {
        if (request.tools().isEmpty()) {
            if (request.toolChoice()
                    .filter(choice -> !(choice instanceof ToolChoice.None))
                    .isPresent()) {
                changes.dropped("tool_choice", "there are no tools to choose from");
            }
            return;
        }
        out.array("tools");
        request.tools().forEach(this::tool);
        out.endArray();
        choice(request);
    }

    private void tool(Tool tool) {
        switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.Custom custom ->
                throw Refusals.unsupported(
                        "tools", "the tool '" + custom.name() + "' takes free text; give it a schema.");
            case Tool.Foreign foreign when foreign.family().equals(AnthropicWire.FAMILY) -> out.raw(foreign.json());
            case Tool.Foreign foreign ->
                hosted(foreign.hosted()
                        .orElseThrow(() -> Refusals.unsupported(
                                "tools", "only providers of the format " + foreign.family() + " have one of them.")));
        }
    }

    private void function(Tool.Function function) {
        boolean strict = function.strict().orElse(false) && canBeStrict();
        JsonText schema =
                function.parameters().map(ToolWriter::schema).orElse(strict ? STRICTLY_NO_PARAMETERS : NO_PARAMETERS);
        out.object()
                .string("name", function.name())
                .string("description", function.description())
                .raw("input_schema", strict ? Schemas.parameters(schema, function.name(), changes) : schema);
        if (strict) {
            out.bool("strict", true);
        }
        BlockWriter.mark(out, function.annotations().cacheMark());
        out.raw(function.annotations().extras().in(Wire.ANTHROPIC_MESSAGES)).endObject();
    }

    private boolean canBeStrict() {
        if (!model.takesSchema()) {
            changes.dropped("strict", "the chosen model cannot be held to a tool's schema");
        }
        return model.takesSchema();
    }

    /** The format demands that parameters call themselves an object, which other formats take for granted. */
    private static JsonText schema(JsonText parameters) {
        if (!parameters.text().startsWith("{")) {
            throw Refusals.unsupported("tools", "the parameters of a tool are a JSON schema, which is an object.");
        }
        JsonDocument schema = JsonDocument.parse(parameters.bytes());
        return new JsonText(schema.edit()
                .setIfAbsent("type", JsonText.string("object"))
                .build()
                .utf8());
    }

    private void hosted(Tool.Hosted sort) {
        switch (sort) {
            case WEB_SEARCH -> hosted("web_search_20250305", "web_search");
            case WEB_FETCH -> hosted("web_fetch_20250910", "web_fetch");
            case CODE_EXECUTION -> hosted("code_execution_20250825", "code_execution");
        }
    }

    private void hosted(String type, String name) {
        changes.changed("tools", "the provider's own " + name + " stands in for a tool of that sort");
        out.object().string("type", type).string("name", name).endObject();
    }

    private void choice(ChatRequest request) {
        Optional<Boolean> oneAtATime =
                request.parallelToolCalls().map(parallel -> !parallel).filter(one -> one);
        Optional<ToolChoice> choice = request.toolChoice();
        if (choice.isEmpty() && oneAtATime.isEmpty()) {
            return;
        }
        switch (choice.orElse(new ToolChoice.Auto())) {
            case ToolChoice.Auto ignored -> choice("auto", Optional.empty(), oneAtATime);
            case ToolChoice.None ignored -> choice("none", Optional.empty(), Optional.empty());
            case ToolChoice.Required ignored -> choice("any", Optional.empty(), oneAtATime);
            case ToolChoice.Named named -> choice("tool", Optional.of(named.name()), oneAtATime);
            case ToolChoice.Foreign foreign
            when foreign.family().equals(AnthropicWire.FAMILY) -> out.raw("tool_choice", foreign.json());
            case ToolChoice.Foreign foreign ->
                throw Refusals.unsupported(
                        "tool_choice", "only providers of the format " + foreign.family() + " understand it.");
        }
    }

    private void choice(String type, Optional<String> name, Optional<Boolean> oneAtATime) {
        out.object("tool_choice")
                .string("type", type)
                .string("name", name)
                .bool("disable_parallel_tool_use", oneAtATime)
                .endObject();
    }
}
