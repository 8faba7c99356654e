package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Role;
import dev.switchboard.spi.json.JsonField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the conversation. Calls without an id get one from their place in it, and a result without an id answers the oldest open
 * call of the function it names.
 */
final class ContentsReader {
    private final PartsReader parts = new PartsReader();
    /** By function: the calls that have no result yet. */
    private final Map<String, Deque<String>> open = new HashMap<>();

    List<Message> read(List<JsonField> contents) {
        List<Message> messages = new ArrayList<>();
        for (JsonField content : contents) {
            messages.add(message(content, messages.size()));
        }
        return messages;
    }

    private Message message(JsonField content, int index) {
        if (content.isString()) { // as some SDKs send a single text
            return Message.of(Role.USER, content.asString());
        }
        Fields fields = Fields.of(content);
        List<Block> blocks = new ArrayList<>();
        for (JsonField part : fields.list("parts")) {
            add(block(parts.read(part), "call_" + index + "_" + blocks.size()), blocks);
        }
        Optional<JsonField> role = fields.get("role");
        return new Message(role(role, blocks), blocks, Optional.empty(), Annotations.of(fields.extras()));
    }

    /** Thoughts that came as a stream come back in its pieces: they are one, and the signature at the end is for all of it. */
    private static void add(Block block, List<Block> blocks) {
        if (!blocks.isEmpty()
                && blocks.getLast() instanceof Block.Thinking begun
                && begun.signature().isEmpty()) {
            Optional<Block> joined = join(begun, block);
            joined.ifPresent(whole -> blocks.removeLast());
            blocks.add(joined.orElse(block));
        } else {
            blocks.add(block);
        }
    }

    private static Optional<Block> join(Block.Thinking begun, Block next) {
        return switch (next) {
            case Block.Thinking more ->
                Optional.of(new Block.Thinking(begun.text() + more.text(), more.signature(), begun.annotations()));
            // A signature without text: what ends a stream of thoughts looks like a thought that is hidden.
            case Block.RedactedThinking end ->
                Optional.of(new Block.Thinking(begun.text(), Optional.of(end.data()), begun.annotations()));
            default -> Optional.empty();
        };
    }

    private Block block(Block block, String place) {
        return switch (block) {
            case Block.ToolUse use -> {
                String id = use.id().isEmpty() ? place : use.id();
                open.computeIfAbsent(use.name(), any -> new ArrayDeque<>()).add(id);
                yield new Block.ToolUse(id, use.name(), use.input(), use.kind(), use.annotations());
            }
            case Block.ToolResult result
            when result.toolUseId().startsWith(PartsReader.NAMED) -> {
                String name = result.toolUseId().substring(PartsReader.NAMED.length());
                Deque<String> calls = open.getOrDefault(name, new ArrayDeque<>());
                String id = calls.isEmpty() ? "call_" + name : calls.remove();
                yield new Block.ToolResult(id, result.content(), result.failed(), result.annotations());
            }
            default -> block;
        };
    }

    private static Role role(Optional<JsonField> role, List<Block> blocks) {
        boolean results = !blocks.isEmpty() && blocks.stream().allMatch(Block.ToolResult.class::isInstance);
        String name = role.map(JsonField::asString).orElse("user");
        return switch (name) {
            case "model" -> Role.ASSISTANT;
            case "user", "function", "tool" -> results ? Role.TOOL : Role.USER;
            case "system" -> Role.SYSTEM;
            default -> role.orElseThrow().failValue("'user' or 'model'");
        };
    }
}
