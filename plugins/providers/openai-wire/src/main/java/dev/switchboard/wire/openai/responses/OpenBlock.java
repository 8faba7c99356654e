package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import java.util.List;

/** A block that grows. What comes after its end is not said. */
final class OpenBlock {
    private final int index;
    private final Block block;
    private final List<ChatEvent> out;
    private int said;
    private int citations;
    private boolean stopped;

    OpenBlock(int index, Block block, List<ChatEvent> out) {
        this.index = index;
        this.block = block;
        this.out = out;
    }

    /** Notes what the block's beginning already held. */
    void said(String text) {
        said += text.length();
    }

    void grow(String more) {
        if (more.isEmpty()) {
            return;
        }
        said += more.length();
        delta(
                switch (block) {
                    case Block.Refusal ignored -> new Delta.Refusal(more);
                    case Block.Thinking ignored -> new Delta.Thinking(more);
                    case Block.ToolUse ignored -> new Delta.Input(more);
                    default -> new Delta.Text(more);
                });
    }

    /** Says the rest of what the whole text turned out to be, for servers that send it in fewer deltas or in none. */
    void complete(String whole) {
        if (whole.length() > said) {
            grow(whole.substring(said));
        }
    }

    void cite(Citation citation) {
        citations++;
        delta(new Delta.Cited(citation));
    }

    int citations() {
        return citations;
    }

    void delta(Delta delta) {
        if (!stopped) {
            out.add(new ChatEvent.BlockDelta(0, index, delta));
        }
    }

    void stop() {
        if (!stopped) {
            stopped = true;
            out.add(new ChatEvent.BlockStopped(0, index));
        }
    }
}
