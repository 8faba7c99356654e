package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the reasoning of a message or delta. The richest form counts; servers repeat the text in the plainer ones. */
final class ThinkingReader {
    /** Whose signatures stand without a prefix in {@code thinking_blocks}. */
    static final String BLOCKS = "anthropic";

    private ThinkingReader() {}

    static List<Block> blocks(JsonValue message) {
        List<Block> blocks = new ArrayList<>();
        message.get("reasoning_details").elements().forEach(detail -> blocks.add(ReasoningDetail.block(detail)));
        if (blocks.isEmpty()) {
            message.get("thinking_blocks").elements().forEach(block -> blocks.add(block(block)));
        }
        if (blocks.stream().noneMatch(Block.Thinking.class::isInstance)) {
            plain(message).ifPresent(text -> blocks.addFirst(thinking(text, Optional.empty())));
        }
        return blocks;
    }

    private static Optional<String> plain(JsonValue message) {
        return message.filled("reasoning_content").or(() -> message.filled("reasoning"));
    }

    private static Block block(JsonValue block) {
        return block.filled("data")
                .<Block>map(data -> new Block.RedactedThinking(Signature.read(data, BLOCKS), Annotations.NONE))
                .orElseGet(() -> thinking(
                        block.string("thinking").orElse(""),
                        block.filled("signature").map(value -> Signature.read(value, BLOCKS))));
    }

    private static Block thinking(String text, Optional<Signature> signature) {
        return new Block.Thinking(text, signature, Annotations.NONE);
    }
}
