package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One output item of a stream, and the blocks that come of it. */
final class OpenItem {
    private static final String THOUGHT_BREAK = "\n\n";

    private final ToIntFunction<Block> opener;
    private final List<ChatEvent> out;
    /** Of a message, by content index. */
    private final Map<Integer, OpenBlock> parts = new TreeMap<>();
    /** Of anything else. */
    private @Nullable OpenBlock single;

    private JsonValue item = JsonValue.MISSING;
    private int thoughts = -1;
    private boolean done;

    /** @param opener starts a block and tells its index */
    OpenItem(ToIntFunction<Block> opener, List<ChatEvent> out) {
        this.opener = opener;
        this.out = out;
    }

    /** Tools start at once; reasoning only when it shows something, for it may never; messages part by part. */
    void added(JsonValue beginning) {
        item = beginning;
        String type = ItemReader.type(item);
        if (type.equals("function_call") || type.equals("custom_tool_call")) {
            Block.ToolUse use = ItemReader.toolUse(item);
            OpenBlock block = open(use);
            block.said(use.input());
            single = block;
        }
    }

    void part(JsonValue event) {
        JsonValue part = event.get("part");
        String type = ItemReader.type(part);
        if (type.equals("output_text") || type.equals("refusal")) {
            openPart(index(event, "content_index"), part);
        }
    }

    void text(JsonValue event) {
        int index = index(event, "content_index");
        OpenBlock known = parts.get(index);
        OpenBlock block = known == null ? openPart(index, partOf(event)) : known;
        block.grow(event.string("delta").orElse(""));
    }

    /** Servers that do not announce parts still name them by their deltas. */
    private static JsonValue partOf(JsonValue delta) {
        boolean refusal = delta.string("type").orElse("").startsWith("response.refusal");
        return JsonValue.of(new JsonText(refusal ? "{\"type\":\"refusal\"}" : "{\"type\":\"output_text\"}"));
    }

    void cite(JsonValue event) {
        OpenBlock block = parts.get(index(event, "content_index"));
        if (block != null) {
            block.cite(ItemReader.citation(event.get("annotation")));
        }
    }

    void textDone(JsonValue event, String member) {
        OpenBlock block = parts.get(index(event, "content_index"));
        if (block != null) {
            block.complete(event.string(member).orElse(""));
        }
    }

    void partDone(JsonValue event) {
        OpenBlock block = parts.get(index(event, "content_index"));
        if (block != null) {
            finishPart(block, event.get("part"));
        }
    }

    void think(JsonValue event, String counter, boolean raw) {
        OpenBlock known = single;
        OpenBlock block = known == null
                ? open(new Block.Thinking("", Optional.empty(), ItemReader.reasoningExtras(item, raw)))
                : known;
        single = block;
        int thought = index(event, counter);
        if (thoughts >= 0 && thought != thoughts) {
            block.grow(THOUGHT_BREAK);
        }
        thoughts = thought;
        block.grow(event.string("delta").orElse(""));
    }

    void input(String fragment) {
        if (single != null) {
            single.grow(fragment);
        }
    }

    void inputDone(String whole) {
        if (single != null) {
            single.complete(whole);
        }
    }

    /** The item is complete: says what was not said yet. May come again with the last event. */
    void done(JsonValue whole) {
        if (done) {
            return;
        }
        done = true;
        OpenBlock open = single;
        if (!parts.isEmpty()) {
            List<JsonValue> all = whole.get("content").elements();
            for (int i = 0; i < all.size(); i++) {
                OpenBlock known = parts.get(i);
                finishPart(known == null ? openPart(i, all.get(i)) : known, all.get(i));
            }
            close();
        } else if (open == null) {
            ItemReader.blocks(whole).forEach(block -> open(block).stop());
        } else {
            if (ItemReader.type(whole).equals("reasoning")) {
                ItemReader.signature(whole).ifPresent(proof -> open.delta(new Delta.Signed(proof)));
            } else {
                open.complete(ItemReader.toolUse(whole).input());
            }
            open.stop();
        }
    }

    /** Ends what is still open. */
    void close() {
        parts.values().forEach(OpenBlock::stop);
        if (single != null) {
            single.stop();
        }
    }

    private OpenBlock openPart(int index, JsonValue part) {
        Block block = ItemReader.part(part, parts.isEmpty() ? item : JsonValue.MISSING);
        OpenBlock open = open(empty(block));
        parts.put(index, open);
        return open;
    }

    /** What a part says comes in deltas, so that it is not said twice. */
    private static Block empty(Block block) {
        Annotations annotations = block.annotations();
        return switch (block) {
            case Block.Text ignored -> new Block.Text("", annotations);
            case Block.Refusal ignored -> new Block.Refusal("", annotations);
            default -> block;
        };
    }

    private void finishPart(OpenBlock block, JsonValue part) {
        block.complete(part.string("text").or(() -> part.string("refusal")).orElse(""));
        List<JsonValue> cited = part.get("annotations").elements();
        for (JsonValue annotation : cited.subList(Math.min(block.citations(), cited.size()), cited.size())) {
            block.cite(ItemReader.citation(annotation));
        }
        block.stop();
    }

    private OpenBlock open(Block block) {
        return new OpenBlock(opener.applyAsInt(block), block, out);
    }

    private static int index(JsonValue event, String name) {
        return Math.clamp(event.integer(name).orElse(0), 0, 100_000);
    }
}
