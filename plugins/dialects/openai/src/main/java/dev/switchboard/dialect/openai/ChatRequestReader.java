package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Reasoning;
import dev.switchboard.spi.chat.ResponseFormat;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the canonical request from the body of {@code POST /chat/completions}. */
final class ChatRequestReader {
    private ChatRequestReader() {}

    static ChatRequest read(JsonObject body) {
        String model = body.require("model").asString();
        ChatRequest.Builder request = ChatRequest.builder(model, new MessagesReader().read(body.require("messages")));
        SamplingReader.read(body, request);
        ToolsReader.read(body, request);
        readLimit(body, request);
        readLogProbabilities(body, request);
        body.get("modalities").ifPresent(kinds -> request.modalities(SamplingReader.strings(kinds)));
        body.get("response_format").ifPresent(format -> readFormat(body, format, request));
        body.string("reasoning_effort").ifPresent(effort -> request.reasoning(reasoning(effort)));
        return request.extras(OwnExtras.of(body)).build();
    }

    /** The newer name wins: it is what reasoning models count. */
    private static void readLimit(JsonObject body, ChatRequest.Builder request) {
        body.integer("max_tokens").ifPresent(request::maxOutputTokens);
        body.integer("max_completion_tokens").ifPresent(request::maxOutputTokens);
    }

    private static void readLogProbabilities(JsonObject body, ChatRequest.Builder request) {
        if (body.bool("logprobs").orElse(false)) {
            request.logProbabilities(body.integer("top_logprobs").orElse(0));
        }
    }

    private static Reasoning reasoning(String effort) {
        Optional<Reasoning.Mode> mode = effort.equals("none") ? Optional.of(Reasoning.Mode.DISABLED) : Optional.empty();
        return new Reasoning(mode, Optional.of(effort), OptionalLong.empty(), Optional.empty());
    }

    private static void readFormat(JsonObject body, JsonField value, ChatRequest.Builder request) {
        JsonObject format = value.asObject();
        switch (format.require("type").asString()) {
            case "text" -> request.responseFormat(new ResponseFormat.PlainText());
            case "json_object" -> request.responseFormat(new ResponseFormat.JsonObject());
            case "json_schema" ->
                request.responseFormat(schema(format.require("json_schema").asObject()));
            default -> body.leave("response_format");
        }
    }

    private static ResponseFormat schema(JsonObject schema) {
        return new ResponseFormat.JsonSchema(
                schema.string("name"),
                schema.string("description"),
                schema.text("schema").orElse(new JsonText("{}")),
                Optional.of(schema.bool("strict").orElse(false))); // a wish, unless it says more
    }
}
