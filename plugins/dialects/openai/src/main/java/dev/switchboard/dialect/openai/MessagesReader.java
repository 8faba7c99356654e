package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the messages of one chat request. */
final class MessagesReader {
    /** The newest call of each function by name: before tools, results named the function instead of the call. */
    private final Map<String, String> functionCalls = new HashMap<>();

    List<Message> read(JsonField messages) {
        return messages.asArray().stream().map(this::message).toList();
    }

    private Message message(JsonField value) {
        JsonObject message = value.asObject();
        JsonField role = message.require("role");
        return switch (role.asString()) {
            case "system" -> plain(Role.SYSTEM, message);
            case "developer" -> plain(Role.DEVELOPER, message);
            case "user" -> plain(Role.USER, message);
            case "assistant" -> assistant(value.path(), message);
            case "tool" ->
                toolResult(
                        message,
                        Signature.bareId(message.require("tool_call_id").asString()));
            case "function" -> functionResult(message);
            default -> role.failValue("'system', 'developer', 'user', 'assistant', 'tool' or 'function'");
        };
    }

    private static Message plain(Role role, JsonObject message) {
        return of(role, BlocksReader.read(message.require("content")), message);
    }

    private static Message of(Role role, List<Block> content, JsonObject message) {
        Optional<String> name = message.string("name");
        return new Message(role, content, name, AnnotationsReader.read(message));
    }

    private Message assistant(String path, JsonObject message) {
        List<Block> content = new ArrayList<>(thinking(message));
        message.get("content").ifPresent(text -> content.addAll(BlocksReader.read(text)));
        SignaturesReader.hangOnText(content);
        message.string("refusal").ifPresent(text -> content.add(new Block.Refusal(text, Annotations.NONE)));
        message.get("audio").ifPresent(audio -> content.add(spoken(audio.asObject())));
        message.get("tool_calls").ifPresent(calls -> calls.asArray().forEach(call -> content.add(toolUse(call))));
        message.get("function_call").ifPresent(call -> content.add(functionCall(path, call.asObject())));
        return of(Role.ASSISTANT, content, message);
    }

    /** The blocks with signatures go before the plain text, which repeats them for clients that know nothing else. */
    private static List<Block> thinking(JsonObject message) {
        Optional<JsonField> blocks = message.get("thinking_blocks");
        Optional<String> text = message.string("reasoning_content");
        return blocks.map(all ->
                        all.asArray().stream().map(BlocksReader::thinking).toList())
                .orElseGet(() -> text.<List<Block>>map(
                                words -> List.of(new Block.Thinking(words, Optional.empty(), Annotations.NONE)))
                        .orElse(List.of()));
    }

    /** An earlier spoken answer, which OpenAI keeps and callers refer to. */
    private static Block spoken(JsonObject audio) {
        Media media = new Media.Stored(audio.require("id").asString(), Optional.empty());
        return new Block.Audio(media, Optional.empty(), AnnotationsReader.read(audio));
    }

    private static Block toolUse(JsonField value) {
        JsonObject call = value.asObject();
        String id = call.require("id").asString();
        String type = call.string("type").orElse("function");
        return switch (type) {
            case "function" -> toolUse(id, call, call.require("function").asObject(), "arguments", Kind.FUNCTION);
            case "custom" -> toolUse(id, call, call.require("custom").asObject(), "input", Kind.CUSTOM);
            default -> new Block.Foreign(OpenAiDialect.FAMILY, value.text(), Annotations.NONE);
        };
    }

    private static Block toolUse(String id, JsonObject call, JsonObject tool, String inputName, Kind kind) {
        String name = tool.require("name").asString();
        String input = tool.string(inputName).orElse("");
        Optional<Signature> signature = Signature.fromId(id).or(() -> SignaturesReader.thought(call));
        Annotations annotations = AnnotationsReader.read(call, tool);
        return new Block.ToolUse(
                Signature.bareId(id),
                name,
                input,
                kind,
                signature.map(annotations::withSignature).orElse(annotations));
    }

    private Block functionCall(String path, JsonObject call) {
        String name = call.require("name").asString();
        String id = "call_" + path.replaceAll("[^0-9]", "");
        functionCalls.put(name, id);
        String input = call.string("arguments").orElse("");
        return new Block.ToolUse(id, name, input, Kind.FUNCTION, AnnotationsReader.read(call));
    }

    private Message functionResult(JsonObject message) {
        String name = message.require("name").asString();
        return toolResult(message, functionCalls.getOrDefault(name, "call_" + name));
    }

    private static Message toolResult(JsonObject message, String toolUseId) {
        List<Block> content = BlocksReader.read(message.require("content"));
        Block result = new Block.ToolResult(toolUseId, content, false, Annotations.NONE);
        return of(Role.TOOL, List.of(result), message);
    }
}
