package dev.switchboard.dialect.openai;

import dev.switchboard.dialect.openai.StreamedBlocks.ToolCall;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.chat.TokenProbability;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Writes the chunks of one choice. Blocks may overlap; what belongs to which is told by their indexes. */
final class ChoiceEncoder {
    private final DeltaWriter deltas;
    private final boolean legacy;
    private final Changes changes;
    private final CitationWriter citations;
    private final StreamedBlocks blocks = new StreamedBlocks();

    ChoiceEncoder(ChunkWriter chunks, int choice, boolean legacy, Changes changes) {
        this.deltas = new DeltaWriter(chunks, choice);
        this.legacy = legacy;
        this.changes = changes;
        citations = new CitationWriter(changes);
    }

    Bytes start(ChatEvent.BlockStarted event) {
        Foreigners.tell(event.block(), changes);
        return switch (event.block()) {
            case Block.Text block -> {
                StreamedBlocks.Text text = blocks.addText(event.index(), block);
                Bytes chunk = deltas.text("content", block.text(), block);
                yield Bytes.concat(chunk, cite(block.citations(), text.start()));
            }
            case Block.Refusal block -> {
                deltas.refuse();
                yield deltas.text("refusal", block.text());
            }
            case Block.Thinking block -> {
                blocks.addThought(event.index(), block);
                yield deltas.text("reasoning_content", block.text(), block);
            }
            case Block.RedactedThinking block -> thinkingBlock(json -> BlockWriter.writeThinking(json, block));
            case Block.ToolUse block -> startToolUse(event.index(), block);
            case Block.Audio block -> deltas.delta(json -> BlockWriter.writeAudio(json, block));
            case Block.Image block -> deltas.list("images", json -> BlockWriter.writeImage(json, block));
            case Block.Foreign own when Foreigners.isOwn(own) -> deltas.list("content", json -> json.raw(own.json()));
            default -> Bytes.empty();
        };
    }

    Bytes grow(ChatEvent.BlockDelta event) {
        return switch (event.delta()) {
            case Delta.Text more -> {
                blocks.grow(more.text());
                yield deltas.text("content", more.text());
            }
            case Delta.Refusal more -> deltas.text("refusal", more.text());
            case Delta.Thinking more -> {
                blocks.think(event.index(), more.text());
                yield deltas.text("reasoning_content", more.text());
            }
            case Delta.Signed whole -> sign(event.index(), whole.signature());
            case Delta.Cited cited ->
                cite(
                        List.of(cited.citation()),
                        blocks.text(event.index())
                                .map(StreamedBlocks.Text::start)
                                .orElse(0));
            case Delta.Input more -> growToolUse(event.index(), more.fragment());
            case Delta.Foreign own when Foreigners.isOwn(own.family()) -> deltas.foreign(own.json());
            case Delta.Foreign foreign -> {
                changes.foreign(foreign.family(), foreign.json());
                yield Bytes.empty();
            }
        };
    }

    /** A signature may still be replaced while its block is open, so it is written when the block is complete. */
    Bytes stop(ChatEvent.BlockStopped event) {
        return blocks.text(event.index())
                .filter(text -> text.signature().isPresent())
                .map(text -> thinkingBlock(json -> BlockWriter.writeThinking(json, text.thought(), text.signature())))
                .orElse(Bytes.empty());
    }

    Bytes probabilities(List<TokenProbability> tokens) {
        return deltas.chunk(json -> {}, tokens, Optional.empty());
    }

    Bytes finish(StopReason reason) {
        return deltas.chunk(
                json -> {
                    if (!deltas.begun()) {
                        json.string("content", "");
                    }
                },
                List.of(),
                Optional.of(Envelope.finishReason(reason, legacy)));
    }

    private Bytes sign(int block, Signature signature) {
        if (!blocks.sign(block, signature)) {
            changes.dropped("signature", "it came when the id of its tool call, which carries it, was written");
        }
        return Bytes.empty();
    }

    private Bytes cite(List<Citation> cited, int start) {
        List<JsonText> annotations = cited.stream()
                .flatMap(citation -> citations.annotation(citation, start, blocks.textLength()).stream())
                .toList();
        return annotations.isEmpty()
                ? Bytes.empty()
                : deltas.list("annotations", json -> annotations.forEach(json::raw));
    }

    private Bytes thinkingBlock(Consumer<JsonWriter> block) {
        return deltas.list("thinking_blocks", block);
    }

    private Bytes startToolUse(int block, Block.ToolUse use) {
        if (legacy && blocks.tools() > 0) {
            changes.dropped("function_call", "the form from before tools has room for one call only");
            return Bytes.empty();
        }
        ToolCall call = blocks.addTool(block, use);
        return deltas.delta(json -> {
            if (!deltas.begun()) {
                json.nil("content");
            }
            if (legacy) {
                BlockWriter.writeFunctionCall(json, use);
                return;
            }
            json.array("tool_calls");
            BlockWriter.writeToolUse(json, use, OptionalLong.of(call.index()));
            json.endArray();
        });
    }

    private Bytes growToolUse(int block, String fragment) {
        ToolCall call = blocks.tool(block);
        if (call == null || fragment.isEmpty()) {
            return Bytes.empty();
        }
        if (legacy) {
            return deltas.delta(json -> writeFragment(json, "function_call", "arguments", fragment));
        }
        boolean custom = call.kind() == Block.ToolUse.Kind.CUSTOM;
        return deltas.list("tool_calls", json -> {
            json.object().integer("index", call.index());
            writeFragment(json, custom ? "custom" : "function", custom ? "input" : "arguments", fragment);
            json.endObject();
        });
    }

    private static void writeFragment(JsonWriter json, String object, String member, String fragment) {
        json.object(object).string(member, fragment).endObject();
    }
}
