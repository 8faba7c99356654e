package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of one candidate's parts, which come one after the other. Text goes on in the open block, unless a part carries a
 * signature: that belongs to this part alone, so the part stands alone.
 */
final class CandidateReader {
    private final int choice;
    private final PartReader parts;
    private final CandidateBlocks blocks;
    private @Nullable PartialCall call;
    private @Nullable String finishReason;
    private boolean called;

    /** @param choice the number of the candidate */
    CandidateReader(int choice, PartReader parts) {
        this.choice = choice;
        this.parts = parts;
        this.blocks = new CandidateBlocks(choice);
    }

    /** Reads what an event says of it. */
    void read(Candidate candidate, List<ChatEvent> events) {
        candidate.parts().forEach(part -> part(part, events));
        blocks.cite(candidate.json(), events);
        List<TokenProbability> tokens = candidate.probabilities();
        if (!tokens.isEmpty()) {
            events.add(new ChatEvent.ProbabilitiesReported(choice, tokens));
        }
        candidate.finishReason().ifPresent(reason -> finishReason = reason);
        Map<String, JsonText> rest = candidate.rest();
        if (!rest.isEmpty()) {
            JsonText json = new JsonWriter()
                    .object()
                    .integer("index", choice)
                    .raw(rest)
                    .endObject()
                    .text();
            events.add(new ChatEvent.Foreign(GeminiWire.FAMILY, json));
        }
    }

    /** Whether it named a reason to finish. */
    boolean isFinished() {
        return finishReason != null && call == null;
    }

    /** Ends it. */
    void end(List<ChatEvent> events) {
        blocks.close(events);
        events.add(new ChatEvent.Stopped(
                choice, StopReasons.read(String.valueOf(finishReason), called), Optional.empty()));
    }

    private void part(JsonValue part, List<ChatEvent> events) {
        PartialCall partial = call;
        if (part.get("functionCall").isObject()
                && (partial != null || PartialCall.isPartial(part.get("functionCall")))) {
            partialCall(partial, part, events);
            return;
        }
        switch (parts.read(part)) {
            case Block.Text block -> text(block, events);
            case Block.Thinking block -> thinking(block, events);
            case Block.ToolUse use -> {
                called = true;
                blocks.start(withoutInput(use), true, events);
                blocks.grow(new Delta.Input(use.input()), events);
            }
            case Block block -> blocks.start(block, true, events);
        }
    }

    private void text(Block.Text block, List<ChatEvent> events) {
        boolean signed = block.annotations().signature().isPresent();
        if (block.text().isEmpty() && !signed) {
            return;
        }
        if (signed || !blocks.goesOn(Block.Text.class)) {
            blocks.start(new Block.Text("", block.annotations()), signed, events);
        }
        if (!block.text().isEmpty()) {
            blocks.grow(new Delta.Text(block.text()), events);
        }
    }

    private void thinking(Block.Thinking block, List<ChatEvent> events) {
        if (!blocks.goesOn(Block.Thinking.class)) {
            blocks.start(new Block.Thinking("", Optional.empty(), block.annotations()), false, events);
        }
        if (!block.text().isEmpty()) {
            blocks.grow(new Delta.Thinking(block.text()), events);
        }
        block.signature().ifPresent(signature -> {
            blocks.grow(new Delta.Signed(signature), events);
            blocks.seal();
        });
    }

    private void partialCall(@Nullable PartialCall begun, JsonValue part, List<ChatEvent> events) {
        PartialCall partial = begun;
        if (partial == null) {
            partial = new PartialCall();
            called = true;
            if (parts.read(part) instanceof Block.ToolUse use) {
                blocks.start(withoutInput(use), true, events);
            }
        }
        partial.add(part.get("functionCall"));
        call = partial.goesOn() ? partial : null;
        if (!partial.goesOn()) {
            blocks.grow(new Delta.Input(partial.arguments()), events);
        }
    }

    private static Block.ToolUse withoutInput(Block.ToolUse use) {
        return new Block.ToolUse(use.id(), use.name(), "", use.kind(), use.annotations());
    }
}
