package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one streamed reply. Most begin with their first delta; those of the provider's own tools and what only it can read
 * are held back until they are whole.
 */
final class StreamedBlocks {
    private final List<ChatEvent> out;
    private final Map<Long, Open> open = new TreeMap<>();
    private int started;

    StreamedBlocks(List<ChatEvent> out) {
        this.out = out;
    }

    /** A block under way. {@link #index} is below zero as long as nobody was told of it. */
    private static final class Open {
        private final StringBuilder held = new StringBuilder();
        private final List<JsonText> parts = new ArrayList<>();
        private @Nullable JsonValue toolUse;
        private @Nullable JsonValue toolResult;
        private boolean redacted;
        private int index = -1;
    }

    void start(JsonValue data) {
        JsonValue start = data.get("start");
        Open block = at(data);
        JsonValue use = start.get("toolUse");
        if (use.isObject() && BlockReader.isServers(use)) {
            block.toolUse = use;
        } else if (use.isObject()) {
            begin(block, BlockReader.toolUse(use, ""));
        } else if (start.get("toolResult").isObject()) {
            block.toolResult = start.get("toolResult");
        }
    }

    void grow(JsonValue data) {
        JsonValue delta = data.get("delta");
        Open block = at(data);
        JsonValue reasoning = delta.get("reasoningContent");
        if (delta.get("toolResult").isArray()) {
            delta.get("toolResult").elements().forEach(part -> block.parts.add(part.text()));
        } else if (block.toolUse != null) {
            block.held.append(delta.get("toolUse").string("input").orElse(""));
        } else if (reasoning.filled("redactedContent").isPresent()) {
            block.redacted = true;
            block.held.append(reasoning.filled("redactedContent").get());
        } else {
            read(delta, reasoning).ifPresent(grown -> grow(block, grown));
        }
    }

    private static Optional<Delta> read(JsonValue delta, JsonValue reasoning) {
        if (reasoning.isObject()) {
            return reasoning
                    .string("text")
                    .<Delta>map(Delta.Thinking::new)
                    .or(() -> reasoning
                            .filled("signature")
                            .map(BlockReader::signature)
                            .map(Delta.Signed::new));
        }
        if (delta.get("citation").isObject()) {
            return Optional.of(new Delta.Cited(Citations.read(delta.get("citation"))));
        }
        return delta.get("toolUse")
                .string("input")
                .<Delta>map(Delta.Input::new)
                .or(() -> delta.string("text").map(Delta.Text::new));
    }

    private void grow(Open block, Delta delta) {
        if (block.index < 0) {
            begin(
                    block,
                    switch (delta) {
                        case Delta.Thinking _, Delta.Signed _ ->
                            new Block.Thinking("", Optional.empty(), Annotations.NONE);
                        case Delta.Input _ -> BlockReader.toolUse(JsonValue.MISSING, "");
                        default -> new Block.Text("");
                    });
        }
        out.add(new ChatEvent.BlockDelta(0, block.index, delta));
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
        whole(block).ifPresent(held -> begin(block, held));
        if (block.index >= 0) {
            out.add(new ChatEvent.BlockStopped(0, block.index));
        }
    }

    private static Optional<Block> whole(Open block) {
        JsonValue use = block.toolUse;
        JsonValue result = block.toolResult;
        if (block.redacted) {
            return Optional.of(BlockReader.redacted(block.held.toString()));
        } else if (use != null) {
            JsonText input = JsonValue.read(Bytes.utf8(block.held.toString()))
                    .map(JsonValue::text)
                    .orElse(new JsonText("{}"));
            return Optional.of(foreign("toolUse", use, new JsonWriter().object().raw("input", input)));
        } else if (result != null) {
            JsonWriter content = new JsonWriter().object().array("content");
            block.parts.forEach(content::raw);
            return Optional.of(foreign("toolResult", result, content.endArray()));
        }
        return Optional.empty();
    }

    /** @param members an open object with what the block's beginning lacked */
    private static Block foreign(String kind, JsonValue start, JsonWriter members) {
        start.members().forEach((name, value) -> members.raw(name, value.text()));
        JsonText json = new JsonWriter()
                .object()
                .raw(kind, members.endObject().text())
                .endObject()
                .text();
        return new Block.Foreign(ConverseTranslator.FAMILY, json, Annotations.NONE);
    }

    private void begin(Open block, Block first) {
        block.index = started++;
        out.add(new ChatEvent.BlockStarted(0, block.index, first));
    }

    private Open at(JsonValue data) {
        return open.computeIfAbsent(number(data), _ -> new Open());
    }

    private static long number(JsonValue data) {
        return data.integer("contentBlockIndex").orElse(0);
    }
}
