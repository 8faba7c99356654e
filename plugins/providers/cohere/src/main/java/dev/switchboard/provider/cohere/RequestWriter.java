package dev.switchboard.provider.cohere;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.request.FunctionTools;
import dev.switchboard.wire.openai.request.OwnMembers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes a chat. */
final class RequestWriter {
    private static final SchemaRules SCHEMAS = SchemaRules.beside(RequestWriter.class);

    private final Changes changes;

    RequestWriter(Changes changes) {
        this.changes = changes;
    }

    Bytes write(OwnMembers.Split asked, String model) {
        ChatRequest request = asked.request();
        JsonWriter json = new JsonWriter().object().string("model", model).bool("stream", request.stream());
        MessageWriter messages = new MessageWriter(changes);
        messages.write(json, request.messages());
        writeTools(json, request);
        if (asked.members().containsKey("documents")) {
            messages.refuseDocuments();
        } else {
            messages.writeDocuments(json);
        }
        json.integer("max_tokens", request.maxOutputTokens())
                .number("temperature", request.temperature())
                .number("p", request.topP())
                .integer("k", request.topK())
                .number("frequency_penalty", request.frequencyPenalty())
                .number("presence_penalty", request.presencePenalty())
                .integer("seed", request.seed());
        if (!request.stop().isEmpty()) {
            json.strings("stop_sequences", request.stop());
        }
        request.logProbabilities().ifPresent(alternatives -> {
            json.bool("logprobs", true);
            if (alternatives > 0) {
                changes.dropped("top_logprobs", "Cohere tells those of the chosen tokens only");
            }
        });
        request.responseFormat().ifPresent(format -> writeFormat(json, format));
        if (!asked.members().containsKey("thinking")) {
            request.reasoning().ifPresent(reasoning -> writeThinking(json, reasoning));
        }
        return json.raw(asked.members())
                .raw(request.extras().in(ChatTranslator.WIRE))
                .endObject()
                .bytes();
    }

    /** There is no way to ask for one tool among several but to offer that one only. */
    private void writeTools(JsonWriter json, ChatRequest request) {
        Optional<ToolChoice> choice = request.toolChoice();
        List<Tool> tools = request.tools();
        if (choice.orElse(null) instanceof ToolChoice.Named named) {
            tools = tools.stream()
                    .filter(tool -> tool instanceof Tool.Function function
                            && function.name().equals(named.name()))
                    .toList();
            changes.changed("tool_choice", "only the named tool is offered, and some tool is demanded");
        }
        FunctionTools.write(json, tools, changes);
        switch (choice.orElse(new ToolChoice.Auto())) {
            case ToolChoice.Auto ignored -> {}
            case ToolChoice.None ignored -> json.string("tool_choice", "NONE");
            case ToolChoice.Required ignored -> json.string("tool_choice", "REQUIRED");
            case ToolChoice.Named ignored -> json.string("tool_choice", "REQUIRED");
            default -> throw unsupported("tool_choice");
        }
    }

    private void writeFormat(JsonWriter json, ResponseFormat format) {
        switch (format) {
            case ResponseFormat.PlainText ignored ->
                json.object("response_format").string("type", "text").endObject();
            case ResponseFormat.JsonObject ignored ->
                json.object("response_format").string("type", "json_object").endObject();
            case ResponseFormat.JsonSchema schema ->
                json.object("response_format")
                        .string("type", "json_object")
                        .raw("json_schema", SCHEMAS.adapt(schema.schema(), SchemaRules.ANSWER, changes))
                        .endObject();
        }
    }

    private static void writeThinking(JsonWriter json, Reasoning reasoning) {
        boolean off = reasoning.mode().equals(Optional.of(Reasoning.Mode.DISABLED));
        OptionalLong budget = reasoning.budget().isPresent()
                ? reasoning.budget()
                : reasoning.effort().map(RequestWriter::budget).orElse(OptionalLong.empty());
        json.object("thinking").string("type", off ? "disabled" : "enabled");
        if (!off) {
            json.integer("token_budget", budget);
        }
        json.endObject();
    }

    private static OptionalLong budget(String effort) {
        return switch (effort) {
            case "minimal" -> OptionalLong.of(1024);
            case "low" -> OptionalLong.of(2048);
            case "medium" -> OptionalLong.of(8192);
            default -> OptionalLong.empty(); // as much as the model likes
        };
    }

    static GatewayException unsupported(String what) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED, what + ": Cohere cannot do that; leave it out or choose another model");
    }
}
