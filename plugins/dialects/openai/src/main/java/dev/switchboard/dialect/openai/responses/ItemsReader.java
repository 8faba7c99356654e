package dev.switchboard.dialect.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Block.ToolUse.Kind;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonField;
import dev.switchboard.spi.json.JsonObject;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.wire.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the input. What the model said in one turn, and stands here as several items, becomes one message again. */
final class ItemsReader {
    private static final Predicate<Signature> SIGNS_TEXT =
            signature -> signature.family().equals("gemini");

    private final ToolsReader tools;
    private final Changes changes;
    private final List<Message> messages = new ArrayList<>();
    private final List<Block> turn = new ArrayList<>();

    /** @param tools takes the tools that stand in the input */
    ItemsReader(ToolsReader tools, Changes changes) {
        this.tools = tools;
        this.changes = changes;
    }

    List<Message> read(JsonField input) {
        if (input.isString()) {
            return List.of(Message.of(Role.USER, List.of(new Block.Text(input.asJsonString()))));
        }
        input.asArray().forEach(this::item);
        endTurn();
        return messages;
    }

    private void item(JsonField value) {
        JsonObject item = value.asObject();
        String type = item.string("type").orElse("message");
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> reasoning(item).ifPresent(this::think);
            case "function_call" -> turn.add(toolUse(item, "arguments", Kind.FUNCTION));
            case "custom_tool_call" -> turn.add(toolUse(item, "input", Kind.CUSTOM));
            case "function_call_output", "custom_tool_call_output" -> say(Role.TOOL, toolResult(item));
            case "additional_tools", "tool_search_output" -> item.get("tools").ifPresent(tools::read);
            case "tool_search_call" ->
                changes.dropped(value.path(), "all tools were given to the model at once, so it need not search");
            default -> foreign(type, value);
        }
    }

    private void message(JsonObject item) {
        JsonField name = item.require("role");
        Role role = role(name);
        List<Block> content = PartsReader.read(item.require("content"));
        if (role != Role.ASSISTANT) {
            endTurn();
            messages.add(new Message(role, content, Optional.empty(), Own.annotations(item)));
        } else if (!content.isEmpty()) {
            turn.add(PartsReader.with(content.getFirst(), item.unread()));
            turn.addAll(content.subList(1, content.size()));
        }
    }

    private static Role role(JsonField name) {
        return switch (name.asString()) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            case "developer" -> Role.DEVELOPER;
            default -> name.failValue("'user', 'assistant', 'system' or 'developer'");
        };
    }

    /** Reasoning that shows nothing and has Gemini's signature belongs to the text before it. */
    private void think(Block block) {
        if (block instanceof Block.Thinking thinking
                && thinking.text().isEmpty()
                && thinking.signature().filter(SIGNS_TEXT).isPresent()
                && !turn.isEmpty()
                && turn.getLast() instanceof Block.Text text) {
            Signature proof = thinking.signature().get();
            turn.set(
                    turn.size() - 1,
                    new Block.Text(
                            text.content(), text.citations(), text.annotations().withSignature(proof)));
        } else {
            turn.add(block);
        }
    }

    /**
     * Reasoning in one of three forms: shown in summary, shown raw, or for the provider's eyes only. A summary in parts and raw
     * reasoning keep their form for a provider of this format.
     */
    private static Optional<Block> reasoning(JsonObject item) {
        Optional<Signature> signature =
                item.string("encrypted_content").map(text -> Signature.read(text, Own.SIGNATURES));
        List<JsonField> summary = item.list("summary");
        List<JsonField> raw = item.list("content");
        if (summary.isEmpty() && raw.isEmpty()) {
            return signature.map(data -> new Block.RedactedThinking(data, Own.annotations(item)));
        }
        String text = Stream.concat(raw.stream(), summary.stream())
                .map(part -> part.asObject().require("text").asString())
                .collect(Collectors.joining("\n\n"));
        Map<String, JsonText> extras = item.unread();
        if (!raw.isEmpty()) {
            extras.put("content", new JsonText("[]"));
        }
        return Optional.of(new Block.Thinking(text, signature, PartsReader.annotations(extras)));
    }

    private Block toolUse(JsonObject item, String input, Kind kind) {
        String name = item.require("name").asString();
        Optional<String> namespace = item.string("namespace").filter(space -> !space.isEmpty());
        String id = item.require("call_id").asString();
        Annotations annotations =
                Signature.fromId(id).map(Own.annotations(item)::withSignature).orElseGet(() -> Own.annotations(item));
        return new Block.ToolUse(
                Signature.bareId(id),
                namespace.map(space -> tools.namespaces().join(space, name)).orElse(name),
                item.require(input).asString(),
                kind,
                annotations);
    }

    private static Block toolResult(JsonObject item) {
        String id = Signature.bareId(item.require("call_id").asString());
        List<Block> content = PartsReader.read(item.require("output"));
        return new Block.ToolResult(id, content, false, Own.annotations(item));
    }

    /** An item of this format only: what the model did belongs to its turn, what came of it stands beside. */
    private void foreign(String type, JsonField value) {
        Block block = new Block.Foreign(Own.FORMAT, value.text(), Annotations.NONE);
        if (type.endsWith("_call")) {
            turn.add(block);
        } else {
            say(Role.USER, block);
        }
    }

    private void say(Role role, Block block) {
        endTurn();
        messages.add(Message.of(role, List.of(block)));
    }

    private void endTurn() {
        if (!turn.isEmpty()) {
            messages.add(Message.of(Role.ASSISTANT, turn));
            turn.clear();
        }
    }
}
