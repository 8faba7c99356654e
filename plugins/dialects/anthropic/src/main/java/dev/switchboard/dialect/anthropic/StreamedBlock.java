package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.format.ToolInput;
import java.util.Optional;

/**
 * One block of a streamed message: the block as it begins and the deltas that follow. A block begins empty in this format, and
 * what its beginning already held is its first delta.
 */
final class StreamedBlock {
    private final Optional<JsonText> beginning;
    private final Optional<JsonText> firstDelta;
    private final Block block;
    private final Changes changes;
    private Optional<Signature> signature;
    private boolean lacksInput;

    StreamedBlock(Block block, Changes changes) {
        this.block = block;
        this.changes = changes;
        this.beginning = BlockWriter.write(begun(block), ToolInput.EMPTY, changes);
        this.firstDelta = held(block);
        this.lacksInput = block instanceof Block.ToolUse use && use.input().isBlank();
        this.signature = block instanceof Block.Thinking thinking
                ? thinking.signature()
                : block.annotations().signature();
    }

    private static Block begun(Block block) {
        return switch (block) {
            case Block.Text text -> new Block.Text("", text.citations(), text.annotations());
            case Block.Refusal refusal -> new Block.Refusal("", refusal.annotations());
            case Block.Thinking thinking -> new Block.Thinking("", Optional.empty(), thinking.annotations());
            default -> block;
        };
    }

    private static Optional<JsonText> held(Block block) {
        return switch (block) {
            case Block.Text text -> text(text.text());
            case Block.Refusal refusal -> text(refusal.text());
            case Block.Thinking thinking -> delta("thinking_delta", "thinking", thinking.text());
            case Block.ToolUse use -> input(use.input());
            default -> Optional.empty();
        };
    }

    /** The block as it begins; empty if this format has none of the kind. */
    Optional<JsonText> beginning() {
        return beginning;
    }

    /** What of it stands in a delta although it came with the beginning. */
    Optional<JsonText> firstDelta() {
        return firstDelta;
    }

    /** A delta as this format has it; empty if it comes later or has no place. */
    Optional<JsonText> delta(Delta delta) {
        return switch (delta) {
            case Delta.Text more -> text(more.text());
            case Delta.Refusal more -> text(more.text());
            case Delta.Thinking more -> delta("thinking_delta", "thinking", more.text());
            case Delta.Input more -> {
                lacksInput &= more.fragment().isBlank();
                yield input(more.fragment());
            }
            case Delta.Cited cited ->
                Optional.of(new JsonWriter()
                        .object()
                        .string("type", "citations_delta")
                        .raw("citation", BlockWriter.citation(cited.citation()))
                        .endObject()
                        .text());
            case Delta.Signed whole -> {
                signature = Optional.of(whole.signature());
                yield Optional.empty();
            }
            case Delta.Foreign own when own.family().equals(AnthropicDialect.FAMILY) -> Optional.of(own.json());
            case Delta.Foreign other -> {
                changes.foreign(other.family(), other.json());
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** The delta before the block ends: the signature, once and whole, or the input that SDKs miss where there was none. */
    Optional<JsonText> lastDelta() {
        if (lacksInput) {
            return input(ToolInput.EMPTY.text());
        }
        return block instanceof Block.Thinking
                ? signature.flatMap(each -> delta("signature_delta", "signature", BlockWriter.text(each)))
                : Optional.empty();
    }

    /** A block that follows this one because this format has no signature on text. */
    Optional<Block> follower() {
        return block instanceof Block.Text ? signature.map(BlockWriter::signatureOf) : Optional.empty();
    }

    private static Optional<JsonText> text(String text) {
        return delta("text_delta", "text", text);
    }

    private static Optional<JsonText> input(String fragment) {
        return delta("input_json_delta", "partial_json", fragment);
    }

    private static Optional<JsonText> delta(String type, String member, String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new JsonWriter()
                        .object()
                        .string("type", type)
                        .string(member, value)
                        .endObject()
                        .text());
    }
}
