package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must be remembered of the blocks of one choice while they grow. */
final class StreamedBlocks {
    private final Map<Integer, ToolCall> toolCalls = new HashMap<>();
    private final Map<Integer, Text> texts = new HashMap<>();
    private int textLength;

    /** A tool call. @param index its position among the tool calls */
    record ToolCall(int index, Block.ToolUse.Kind kind) {}

    /** Text or reasoning. */
    static final class Text {
        /** Of reasoning, which must stand beside its signature. */
        private final StringBuilder thought = new StringBuilder();

        private final int start;
        private Optional<Signature> signature;

        private Text(int start, Optional<Signature> signature) {
            this.start = start;
            this.signature = signature;
        }

        /** Reasoning so far. */
        String thought() {
            return thought.toString();
        }

        /** Where it begins in the text of the message. */
        int start() {
            return start;
        }

        Optional<Signature> signature() {
            return signature;
        }
    }

    ToolCall addTool(int block, Block.ToolUse use) {
        ToolCall call = new ToolCall(toolCalls.size(), use.kind());
        toolCalls.put(block, call);
        return call;
    }

    int tools() {
        return toolCalls.size();
    }

    @Nullable
    ToolCall tool(int block) {
        return toolCalls.get(block);
    }

    Text addText(int block, Block.Text text) {
        Text added = new Text(textLength, text.annotations().signature());
        texts.put(block, added);
        textLength += text.text().length();
        return added;
    }

    void addThought(int block, Block.Thinking thinking) {
        Text added = new Text(textLength, thinking.signature());
        added.thought.append(thinking.text());
        texts.put(block, added);
    }

    void grow(String text) {
        textLength += text.length();
    }

    void think(int block, String text) {
        text(block).ifPresent(known -> known.thought.append(text));
    }

    /** Whether a block of text or reasoning took the signature. */
    boolean sign(int block, Signature signature) {
        text(block).ifPresent(known -> known.signature = Optional.of(signature));
        return texts.containsKey(block);
    }

    Optional<Text> text(int block) {
        return Optional.ofNullable(texts.get(block));
    }

    /** The length of the message's text so far. */
    int textLength() {
        return textLength;
    }
}
