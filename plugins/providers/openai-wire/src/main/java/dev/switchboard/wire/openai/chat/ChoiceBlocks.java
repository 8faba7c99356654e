package dev.switchboard.wire.openai.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
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
    private @Nullable Run run;
    private boolean cited;
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
        cite(Citations.in(delta));
        ThoughtSignature.in(delta).ifPresent(this::sign);
        for (JsonValue call : ToolCall.in(delta)) {
            tool(call);
        }
        List<TokenProbability> probabilities = Probabilities.in(element);
        if (!probabilities.isEmpty()) {
            out.add(new ChatEvent.ProbabilitiesReported(choice, probabilities));
        }
        element.filled("finish_reason").ifPresent(known -> reason = known);
        sequence = element.filled("stop_reason").or(() -> sequence);
    }

    /** Whether the server said why it ended. */
    boolean finished() {
        return !reason.isEmpty();
    }

    /** Ends all that is open, and the choice. @param sources what the whole reply cites, if its text says nothing of it */
    void close(List<Citation> sources) {
        if (!cited && run != null && run.isText()) {
            cite(sources);
        }
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
        if (block instanceof Block.Foreign || block instanceof Block.RedactedThinking || block instanceof Block.Image) {
            endRun();
            out.add(new ChatEvent.BlockStarted(choice, blocks, block));
            out.add(new ChatEvent.BlockStopped(choice, blocks++));
        } else if (run != null && run.isContinuedBy(block)) {
            run.grow(block).forEach(this::grow);
        } else {
            start(block);
        }
    }

    private void start(Block block) {
        endRun();
        run = new Run(blocks++, block);
        out.add(new ChatEvent.BlockStarted(choice, run.index(), block));
    }

    private void grow(Delta delta) {
        if (run != null) {
            out.add(new ChatEvent.BlockDelta(choice, run.index(), delta));
        }
    }

    /** Hangs sources on the text. Servers send them behind it. */
    private void cite(List<Citation> citations) {
        if (!citations.isEmpty()) {
            cited = true;
            needText();
            citations.forEach(citation -> grow(new Delta.Cited(citation)));
        }
    }

    private void sign(Signature signature) {
        needText();
        grow(new Delta.Signed(signature));
    }

    private void needText() {
        if (run == null || !run.isText()) {
            start(new Block.Text(""));
        }
    }

    private void endRun() {
        if (run != null) {
            out.add(new ChatEvent.BlockStopped(choice, run.index()));
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
