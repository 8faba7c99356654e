package dev.switchboard.provider.ollama;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.chat.Tool;
import dev.switchboard.spi.chat.ToolChoice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.SchemaRules;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.openai.chat.Effort;
import dev.switchboard.wire.openai.request.FunctionTools;
import dev.switchboard.wire.openai.request.OwnMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a chat. Parameters of the model's are members of {@code options}. */
final class RequestWriter {
    private static final SchemaRules SCHEMAS = SchemaRules.beside(RequestWriter.class);

    private final ModelSettings settings;
    private final Changes changes;

    RequestWriter(ModelSettings settings, Changes changes) {
        this.settings = settings;
        this.changes = changes;
    }

    Bytes write(OwnMembers.Split asked, String model) {
        ChatRequest request = asked.request();
        Map<String, JsonText> own = new LinkedHashMap<>(asked.members());
        JsonWriter json = new JsonWriter().object().string("model", model).bool("stream", request.stream());
        new MessageWriter(json, changes).write(request.messages());
        writeTools(json, request);
        if (!own.containsKey("format")) {
            request.responseFormat().ifPresent(format -> writeFormat(json, format));
        }
        if (!own.containsKey("think")) {
            request.reasoning().ifPresent(reasoning -> writeThink(json, reasoning));
        }
        request.logProbabilities().ifPresent(alternatives -> {
            json.bool("logprobs", true);
            if (alternatives > 0) {
                json.integer("top_logprobs", alternatives);
            }
        });
        settings.write(json, own, parameters(request));
        return json.raw(own).endObject().bytes();
    }

    private static Map<String, JsonText> parameters(ChatRequest request) {
        Map<String, JsonText> options = new LinkedHashMap<>();
        request.maxOutputTokens().ifPresent(value -> options.put("num_predict", JsonText.number(value)));
        request.temperature().ifPresent(value -> options.put("temperature", JsonWriter.number(value)));
        request.topP().ifPresent(value -> options.put("top_p", JsonWriter.number(value)));
        request.topK().ifPresent(value -> options.put("top_k", JsonText.number(value)));
        request.frequencyPenalty().ifPresent(value -> options.put("frequency_penalty", JsonWriter.number(value)));
        request.presencePenalty().ifPresent(value -> options.put("presence_penalty", JsonWriter.number(value)));
        request.seed().ifPresent(value -> options.put("seed", JsonText.number(value)));
        if (!request.stop().isEmpty()) {
            options.put("stop", new JsonWriter().strings(request.stop()).text());
        }
        return options;
    }

    /** Ollama always lets the model choose: what it shall not use is not offered. */
    private void writeTools(JsonWriter json, ChatRequest request) {
        List<Tool> tools = switch (request.toolChoice().orElse(new ToolChoice.Auto())) {
            case ToolChoice.Auto ignored -> request.tools();
            case ToolChoice.None ignored -> List.of();
            case ToolChoice.Required ignored -> {
                changes.dropped("tool_choice", "Ollama cannot demand that a tool is used");
                yield request.tools();
            }
            case ToolChoice.Named named -> {
                changes.changed("tool_choice", "only the named tool is offered; Ollama cannot demand it");
                yield request.tools().stream()
                        .filter(tool -> tool instanceof Tool.Function function
                                && function.name().equals(named.name()))
                        .toList();
            }
            default -> throw unsupported("tool_choice");
        };
        FunctionTools.write(json, tools, changes);
    }

    private void writeFormat(JsonWriter json, ResponseFormat format) {
        switch (format) {
            case ResponseFormat.PlainText ignored -> {}
            case ResponseFormat.JsonObject ignored -> json.string("format", "json");
            case ResponseFormat.JsonSchema schema ->
                json.raw("format", SCHEMAS.adapt(schema.schema(), SchemaRules.ANSWER, changes));
        }
    }

    /** Levels other than Ollama's three are the nearest of them. */
    private static void writeThink(JsonWriter json, Reasoning reasoning) {
        switch (Effort.of(reasoning).orElse("")) {
            case "none" -> json.bool("think", false);
            case "minimal", "low" -> json.string("think", "low");
            case "medium" -> json.string("think", "medium");
            case "" -> json.bool("think", true);
            default -> json.string("think", "high");
        }
    }

    static GatewayException unsupported(String what) {
        return GatewayException.of(
                ErrorKind.UNSUPPORTED, what + ": Ollama cannot do that; leave it out or choose another model");
    }
}
