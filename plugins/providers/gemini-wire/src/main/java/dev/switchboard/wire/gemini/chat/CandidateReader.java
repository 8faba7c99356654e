package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.gemini.GeminiWire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks of one candidate's parts, which come one after the other. Text goes on in the open block, unless a part carries a
 * signature: that belongs to this part alone, so the part stands alone.
 */
final class CandidateReader {
    private final int choice;
    private final PartReader parts;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Open open;
    private @Nullable PartialCall call;
    private @Nullable String finishReason;
    private int blocks;
    private boolean called;

    /** @param choice the number of the candidate */
    CandidateReader(int choice, PartReader parts) {
        this.choice = choice;
        this.parts = parts;
    }

    /** The block that may go on. @param sealed whether only sources may still be added to it */
    private record Open(Block block, int index, int textStart, boolean sealed) {}

    /** Reads what an event says of it. */
    void read(Candidate candidate, List<ChatEvent> events) {
        candidate.parts().forEach(part -> part(part, events));
        cite(candidate.json(), events);
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
        close(events);
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
                start(withoutInput(use), true, events);
                grow(new Delta.Input(use.input()), events);
            }
            case Block block -> start(block, true, events);
        }
    }

    private void text(Block.Text block, List<ChatEvent> events) {
        boolean signed = block.annotations().signature().isPresent();
        if (block.text().isEmpty() && !signed) {
            return;
        }
        Open current = open;
        boolean goesOn = current != null && current.block() instanceof Block.Text && !current.sealed();
        if (signed || !goesOn) {
            start(new Block.Text("", block.annotations()), signed, events);
        }
        if (!block.text().isEmpty()) {
            text.append(block.text());
            grow(new Delta.Text(block.text()), events);
        }
    }

    private void thinking(Block.Thinking block, List<ChatEvent> events) {
        Open current = open;
        if (current == null || !(current.block() instanceof Block.Thinking) || current.sealed()) {
            start(new Block.Thinking("", Optional.empty(), block.annotations()), false, events);
        }
        if (!block.text().isEmpty()) {
            grow(new Delta.Thinking(block.text()), events);
        }
        block.signature().ifPresent(signature -> seal(signature, events));
    }

    private void seal(Signature signature, List<ChatEvent> events) {
        grow(new Delta.Signed(signature), events);
        Open current = open;
        if (current != null) {
            open = new Open(current.block(), current.index(), current.textStart(), true);
        }
    }

    private void partialCall(@Nullable PartialCall begun, JsonValue part, List<ChatEvent> events) {
        PartialCall partial = begun;
        if (partial == null) {
            partial = new PartialCall();
            called = true;
            if (parts.read(part) instanceof Block.ToolUse use) {
                start(withoutInput(use), true, events);
            }
        }
        partial.add(part.get("functionCall"));
        call = partial.goesOn() ? partial : null;
        if (!partial.goesOn()) {
            grow(new Delta.Input(partial.arguments()), events);
        }
    }

    private static Block.ToolUse withoutInput(Block.ToolUse use) {
        return new Block.ToolUse(use.id(), use.name(), "", use.kind(), use.annotations());
    }

    /** Sources come with the last event, so the last text stays open for them. */
    private void cite(JsonValue candidate, List<ChatEvent> events) {
        List<Citation> citations = new Sources(text.toString()).read(candidate, OptionalInt.empty());
        if (citations.isEmpty()) {
            return;
        }
        Open current = open;
        if (current == null || !(current.block() instanceof Block.Text)) {
            current = start(new Block.Text(""), true, events);
        }
        for (Citation citation : citations) {
            grow(new Delta.Cited(shifted(citation, current.textStart())), events);
        }
    }

    /** Google counts from the beginning of the whole text, we from that of the block. */
    private static Citation shifted(Citation citation, int textStart) {
        boolean inBlock = citation.start().orElse(0) >= textStart;
        return new Citation(
                citation.url(),
                citation.title(),
                citation.quote(),
                inBlock ? shifted(citation.start(), textStart) : OptionalInt.empty(),
                inBlock ? shifted(citation.end(), textStart) : OptionalInt.empty(),
                citation.original());
    }

    private static OptionalInt shifted(OptionalInt position, int by) {
        return position.isPresent() ? OptionalInt.of(position.getAsInt() - by) : position;
    }

    private Open start(Block block, boolean sealed, List<ChatEvent> events) {
        close(events);
        Open started = new Open(block, blocks++, text.length(), sealed);
        open = started;
        events.add(new ChatEvent.BlockStarted(choice, started.index(), block));
        return started;
    }

    private void grow(Delta delta, List<ChatEvent> events) {
        Open current = open;
        if (current != null) {
            events.add(new ChatEvent.BlockDelta(choice, current.index(), delta));
        }
    }

    private void close(List<ChatEvent> events) {
        Open current = open;
        if (current != null) {
            events.add(new ChatEvent.BlockStopped(choice, current.index()));
            open = null;
        }
    }
}
