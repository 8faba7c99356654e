package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.format.Betas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the canonical request from a body. */
final class ChatRequestReader {
    private ChatRequestReader() {}

    static ChatRequest read(JsonObject body, Headers headers) {
        Map<String, JsonText> extras = new LinkedHashMap<>();
        ChatRequest.Builder request = ChatRequest.builder(body.require("model").asString(), messages(body));
        request.stream(body.bool("stream").orElse(false));
        body.integer("max_tokens").ifPresent(request::maxOutputTokens);
        body.number("temperature").ifPresent(request::temperature);
        body.number("top_p").ifPresent(request::topP);
        body.integer("top_k").ifPresent(request::topK);
        request.stop(
                body.list("stop_sequences").stream().map(JsonField::asString).toList());
        body.string("service_tier").ifPresent(request::serviceTier);
        body.object("metadata").ifPresent(metadata -> {
            metadata.string("user_id").ifPresent(request::user);
            ReasoningReader.keep("metadata", metadata, extras);
        });
        ToolsReader.read(body, request);
        ReasoningReader.read(body, request, extras);
        if (headers.has(Betas.HEADER)) {
            extras.put(Betas.MEMBER, Betas.toJson(headers.all(Betas.HEADER)));
        }
        body.unread().forEach(extras::putIfAbsent);
        return request.extras(Extras.of(Wire.ANTHROPIC_MESSAGES, extras)).build();
    }

    private static List<Message> messages(JsonObject body) {
        List<Message> messages = new ArrayList<>();
        body.get("system").ifPresent(system -> messages.add(Message.of(Role.SYSTEM, BlocksReader.read(system))));
        body.require("messages").asArray().forEach(message -> messages.add(message(message.asObject())));
        return messages;
    }

    private static Message message(JsonObject message) {
        JsonField role = message.require("role");
        Role known = switch (role.asString()) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> role.failValue("'user', 'assistant' or 'system'");
        };
        return new Message(
                known,
                BlocksReader.read(message.require("content")),
                Optional.empty(),
                AnnotationsReader.read(message));
    }
}
