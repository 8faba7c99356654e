package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonString;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.format.Citations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one block of a reply. What only this format knows, such as the use and the results of its own tools, stays verbatim. */
final class BlockReader {
    private BlockReader() {}

    /** Whether the model's words grow in the block, so that a stream's reader understands its deltas. */
    static boolean isKnown(JsonValue block) {
        return switch (block.string("type").orElse("")) {
            case "text", "thinking", "redacted_thinking", "tool_use" -> true;
            default -> false;
        };
    }

    static Block read(JsonValue block) {
        return switch (block.string("type").orElse("")) {
            case "text" ->
                new Block.Text(
                        block.jsonString("text").orElse(JsonString.EMPTY),
                        block.get("citations").elements().stream()
                                .map(Citations::read)
                                .toList(),
                        extras(block, "text", "citations"));
            case "thinking" ->
                new Block.Thinking(
                        block.string("thinking").orElse(""),
                        block.filled("signature").map(BlockReader::signature),
                        extras(block, "thinking", "signature"));
            case "redacted_thinking" ->
                new Block.RedactedThinking(signature(block.string("data").orElse("")), extras(block, "data"));
            case "tool_use" ->
                new Block.ToolUse(
                        block.string("id").orElse(""),
                        block.string("name").orElse(""),
                        block.get("input").isNull()
                                ? ""
                                : block.get("input").text().text(),
                        Block.ToolUse.Kind.FUNCTION,
                        extras(block, "id", "name", "input"));
            default -> new Block.Foreign(AnthropicWire.FAMILY, block.text(), Annotations.NONE);
        };
    }

    static Signature signature(String value) {
        return new Signature(AnthropicWire.FAMILY, value);
    }

    private static Annotations extras(JsonValue block, String... known) {
        return Annotations.of(Extras.of(Wire.ANTHROPIC_MESSAGES, rest(block, known)));
    }

    /** The members with these and the {@code type} left out, and without those that are null. */
    static Map<String, JsonText> rest(JsonValue object, String... known) {
        Set<String> read = Set.of(known);
        Map<String, JsonText> rest = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            if (!name.equals("type") && !read.contains(name) && !value.isNull()) {
                rest.put(name, value.text());
            }
        });
        return rest;
    }

    /** What the model says when it declines, and only the reason of the end tells it. */
    static List<Block> refusal(JsonValue stop) {
        return stop
                .get("stop_details")
                .filled("explanation")
                .<Block>map(words -> new Block.Refusal(words, Annotations.NONE))
                .stream()
                .toList();
    }
}
