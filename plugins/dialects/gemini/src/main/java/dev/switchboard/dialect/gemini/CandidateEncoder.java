package dev.switchboard.dialect.gemini;

import dev.switchboard.spi.chat.Annotations;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.spi.wire.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the parts of one candidate. Text goes out as it comes; a call goes out whole, since this format has no pieces of one,
 * and so does a signature, with the end of its block.
 */
final class CandidateEncoder {
    private final Map<Integer, Growing> growing = new HashMap<>();
    private final SourcesWriter sources = new SourcesWriter();
    private final Map<String, JsonText> rest = new LinkedHashMap<>();
    private final Changes changes;
    private int parts;

    CandidateEncoder(Changes changes) {
        this.changes = changes;
    }

    /** A block that is not complete. */
    private static final class Growing {
        private final Block block;
        private final StringBuilder text = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private Optional<Signature> signature;

        Growing(Block block) {
            this.block = block;
            signature = block instanceof Block.Thinking thinking
                    ? thinking.signature()
                    : block.annotations().signature();
        }
    }

    void start(ChatEvent.BlockStarted event, JsonWriter out) {
        changes.foreign(event.block().annotations().extras(), Wire.GEMINI_GENERATE);
        Growing begun = new Growing(event.block());
        growing.put(event.index(), begun);
        switch (event.block()) {
            case Block.Text text -> {
                begun.citations.addAll(text.citations());
                text(text.text(), begun, out);
            }
            case Block.Refusal refusal -> text(refusal.text(), begun, out);
            case Block.Thinking thinking -> text(thinking.text(), begun, out);
            case Block.ToolUse use -> begun.text.append(use.input());
            default -> {
                // whole from its beginning, it goes out with its end
            }
        }
    }

    void grow(ChatEvent.BlockDelta event, JsonWriter out) {
        Growing block = growing.get(event.index());
        if (block == null) {
            return;
        }
        switch (event.delta()) {
            case Delta.Text more -> text(more.text(), block, out);
            case Delta.Refusal more -> text(more.text(), block, out);
            case Delta.Thinking more -> text(more.text(), block, out);
            case Delta.Input more -> block.text.append(more.fragment());
            case Delta.Signed whole -> block.signature = Optional.of(whole.signature());
            case Delta.Cited cited -> block.citations.add(cited.citation());
            case Delta.Foreign other -> changes.foreign(other.family(), other.json());
            default -> {
                // more of a block that goes out whole
            }
        }
    }

    /** A piece of text or of thought. */
    private void text(String text, Growing block, JsonWriter out) {
        if (!text.isEmpty()) {
            block.text.append(text);
            write(
                    block.block instanceof Block.Thinking
                            ? new Block.Thinking(text, Optional.empty(), Annotations.NONE)
                            : new Block.Text(text),
                    out);
        }
    }

    private void write(Block block, JsonWriter out) {
        PartsWriter.write(out, block);
        parts++;
    }

    void stop(ChatEvent.BlockStopped event, JsonWriter out) {
        Growing done = growing.remove(event.index());
        if (done == null) {
            return;
        }
        Annotations signed =
                done.signature.map(done.block.annotations()::withSignature).orElse(done.block.annotations());
        switch (done.block) {
            case Block.ToolUse use ->
                write(new Block.ToolUse(use.id(), use.name(), done.text.toString(), use.kind(), signed), out);
            case Block.Thinking thinking
            when done.signature.isPresent() ->
                write(new Block.Thinking("", done.signature, thinking.annotations()), out);
            case Block.Text text -> {
                sources.add(done.text.toString(), done.citations, Math.max(parts - 1, 0));
                if (done.signature.isPresent()) {
                    write(new Block.Text("", signed), out);
                }
            }
            case Block.Thinking nothing -> {}
            case Block.Refusal nothing -> {}
            case Block block -> {
                if (PartsWriter.isKnown(block, changes)) {
                    write(block, out);
                }
            }
        }
    }

    /** Keeps what only this format knows until the end. */
    void rest(JsonValue members) {
        members.members().forEach((name, value) -> {
            if (!name.equals("index")) {
                rest.put(name, value.text());
            }
        });
    }

    /** Writes the members of the last event. */
    void end(JsonWriter out, StopReason reason) {
        JsonText told = rest.remove("finishReason");
        out.raw("finishReason", told == null ? JsonText.string(ReplyWriter.reason(reason)) : told);
        if (!sources.isEmpty() && !rest.containsKey("groundingMetadata")) {
            sources.write(out);
        }
        out.raw(rest);
    }
}
