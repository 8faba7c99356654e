package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one choice of a stream. What the model says comes in runs of one type, each a block; tool calls stay open
 * until the choice is closed, since servers may interleave them.
 */
final class ChoiceBlocks {
    private final int choice;
    private final List<ChatEvent> out;
    private final List<StreamedTool> tools = new ArrayList<>();
    private int blocks;
    private int runIndex;
    private @Nullable Class<? extends Block> run;
    private String reason = "";
    private Optional<String> sequence = Optional.empty();

    ChoiceBlocks(int choice, List<ChatEvent> out) {
        this.choice = choice;
        this.out = out;
    }

    /** Takes one element of {@code choices}. */
    void add(JsonValue element) {
        JsonValue delta = element.get("delta");
        for (Block block : ContentReader.blocks(delta)) {
            say(block);
        }
        for (JsonValue call : delta.get("tool_calls").elements()) {
            tool(call);
        }
        element.filled("finish_reason").ifPresent(known -> reason = known);
        sequence = element.filled("stop_reason").or(() -> sequence);
    }

    /** Whether the server said why it ended. */
    boolean finished() {
        return !reason.isEmpty();
    }

    /** Ends all that is open, and the choice. */
    void close() {
        endRun();
        for (StreamedTool tool : tools) {
            if (!tool.started()) {
                tool.start(choice, blocks++, out);
            }
            out.add(new ChatEvent.BlockStopped(choice, tool.block()));
        }
        StopReason known = StopReasons.of(reason, !tools.isEmpty());
        boolean bySequence = known == StopReason.END_TURN && sequence.isPresent();
        out.add(new ChatEvent.Stopped(choice, bySequence ? StopReason.STOP_SEQUENCE : known, sequence));
    }

    private void say(Block block) {
        if (block instanceof Block.Foreign) {
            endRun();
            out.add(new ChatEvent.BlockStarted(choice, blocks, block));
            out.add(new ChatEvent.BlockStopped(choice, blocks++));
        } else if (block.getClass() == run) {
            grow(block);
        } else {
            endRun();
            run = block.getClass();
            runIndex = blocks++;
            out.add(new ChatEvent.BlockStarted(choice, runIndex, block));
        }
    }

    private void grow(Block block) {
        Delta delta = switch (block) {
            case Block.Text text -> new Delta.Text(text.text());
            case Block.Refusal refusal -> new Delta.Refusal(refusal.text());
            case Block.Thinking thinking -> new Delta.Thinking(thinking.text());
            default -> throw new IllegalStateException("a run of " + block.getClass());
        };
        out.add(new ChatEvent.BlockDelta(choice, runIndex, delta));
    }

    private void endRun() {
        if (run != null) {
            out.add(new ChatEvent.BlockStopped(choice, runIndex));
            run = null;
        }
    }

    private void tool(JsonValue element) {
        endRun();
        ToolCall call = ToolCall.of(element);
        StreamedTool tool = find(element, call);
        tool.add(call);
        if (tool.started()) {
            tool.grow(choice, call, out);
        } else if (tool.named()) {
            tool.start(choice, blocks++, out);
        }
    }

    private StreamedTool find(JsonValue element, ToolCall call) {
        int index = Math.clamp(element.integer("index").orElse(-1), -1, 100_000);
        for (StreamedTool tool : tools.reversed()) {
            if (tool.isContinuedBy(index, call)) {
                return tool;
            }
        }
        StreamedTool fresh = new StreamedTool(index, tools.size());
        tools.add(fresh);
        return fresh;
    }
}
