package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.format.Citations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one streamed message. A block that only this format knows is held back until its input is complete: in the
 * canonical form it comes in one piece.
 */
final class StreamedBlocks {
    private static final String EMPTY_INPUT = "{}";

    private final List<ChatEvent> out;
    private final Map<Long, Open> open = new TreeMap<>();
    private int started;

    StreamedBlocks(List<ChatEvent> out) {
        this.out = out;
    }

    /** A block under way. {@link #index} is below zero as long as nobody was told of it. */
    private static final class Open {
        private final StringBuilder input = new StringBuilder();
        private final @Nullable JsonValue held;
        private int index = -1;
        private boolean lacksInput;

        Open(@Nullable JsonValue held) {
            this.held = held;
        }
    }

    void start(JsonValue data) {
        JsonValue block = data.get("content_block");
        boolean known = BlockReader.isKnown(block);
        Open fresh = new Open(known ? null : block);
        Open before = open.put(number(data), fresh);
        if (before != null) {
            stop(before);
        }
        if (known) {
            fresh.index = begin(withoutPlaceholder(BlockReader.read(block), fresh));
        }
    }

    /** A tool's input begins with an empty object that its deltas replace. */
    private static Block withoutPlaceholder(Block block, Open fresh) {
        if (block instanceof Block.ToolUse use && EMPTY_INPUT.equals(use.input().replaceAll("\\s", ""))) {
            fresh.lacksInput = true;
            return new Block.ToolUse(use.id(), use.name(), "", use.kind(), use.annotations());
        }
        return block;
    }

    void grow(JsonValue data) {
        Open block = open.get(number(data));
        JsonValue delta = data.get("delta");
        if (block == null) {
            return;
        }
        if (block.held != null
                && block.index < 0
                && delta.string("type").filter("input_json_delta"::equals).isPresent()) {
            block.input.append(delta.string("partial_json").orElse(""));
            return;
        }
        tell(block);
        Delta read = read(delta);
        block.lacksInput &=
                !(read instanceof Delta.Input more) || more.fragment().isBlank();
        out.add(new ChatEvent.BlockDelta(0, block.index, read));
    }

    private static Delta read(JsonValue delta) {
        return switch (delta.string("type").orElse("")) {
            case "text_delta" -> new Delta.Text(delta.string("text").orElse(""));
            case "thinking_delta" -> new Delta.Thinking(delta.string("thinking").orElse(""));
            case "signature_delta" ->
                new Delta.Signed(BlockReader.signature(delta.string("signature").orElse("")));
            case "input_json_delta" ->
                new Delta.Input(delta.string("partial_json").orElse(""));
            case "citations_delta" -> new Delta.Cited(Citations.read(delta.get("citation")));
            default -> new Delta.Foreign(AnthropicWire.FAMILY, delta.text());
        };
    }

    void stop(JsonValue data) {
        Optional.ofNullable(open.remove(number(data))).ifPresent(this::stop);
    }

    /** Stops what the server left open. */
    void stopAll() {
        List<Open> left = new ArrayList<>(open.values());
        open.clear();
        left.forEach(this::stop);
    }

    private void stop(Open block) {
        tell(block);
        if (block.lacksInput) {
            out.add(new ChatEvent.BlockDelta(0, block.index, new Delta.Input(EMPTY_INPUT)));
        }
        out.add(new ChatEvent.BlockStopped(0, block.index));
    }

    /** A block that is complete. */
    void whole(Block block) {
        int index = begin(block);
        out.add(new ChatEvent.BlockStopped(0, index));
    }

    private void tell(Open block) {
        if (block.index < 0 && block.held != null) {
            JsonText json = block.input.isEmpty() ? block.held.text() : withInput(block.held, block.input.toString());
            block.index = begin(new Block.Foreign(AnthropicWire.FAMILY, json, Annotations.NONE));
        }
    }

    private static JsonText withInput(JsonValue block, String input) {
        JsonText whole = JsonValue.read(Bytes.utf8(input)).map(JsonValue::text).orElseGet(() -> JsonText.string(input));
        return new JsonText(JsonDocument.parse(block.bytes())
                .edit()
                .set("input", whole)
                .build()
                .utf8());
    }

    private int begin(Block block) {
        out.add(new ChatEvent.BlockStarted(0, started, block));
        return started++;
    }

    private static long number(JsonValue data) {
        return data.integer("index").orElse(0);
    }
}
