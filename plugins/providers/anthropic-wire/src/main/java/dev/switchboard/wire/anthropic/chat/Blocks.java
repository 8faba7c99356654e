package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.Message;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.wire.Changes;
import dev.switchboard.wire.anthropic.AnthropicWire;
import dev.switchboard.wire.anthropic.format.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prepares blocks for this format: what it cannot take is left out or refused, ids become legal, and a message's cache mark moves
 * to its last block.
 */
final class Blocks {
    private final Changes changes;

    Blocks(Changes changes) {
        this.changes = changes;
    }

    /** The pieces of a message. @param path where it stands */
    List<Turn.Piece> pieces(Message message, String path) {
        List<Turn.Piece> pieces = new ArrayList<>();
        for (Block block : message.content()) {
            prepare(block, path)
                    .ifPresent(ready ->
                            pieces.add(new Turn.Piece(ready, ready.annotations().cacheMark())));
        }
        message.annotations().cacheMark().ifPresent(mark -> {
            if (!pieces.isEmpty()) {
                pieces.add(new Turn.Piece(pieces.removeLast().block(), Optional.of(mark)));
            }
        });
        return pieces;
    }

    private Optional<Block> prepare(Block block, String path) {
        block.annotations().signature().ifPresent(signature -> foreignSignature(signature, path));
        return switch (block) {
            case Block.Text text -> text.content().isBlank() ? Optional.empty() : Optional.of(text);
            case Block.Refusal refusal ->
                refusal.text().isBlank()
                        ? Optional.empty()
                        : Optional.of(new Block.Text(refusal.text(), refusal.annotations()));
            case Block.Thinking thinking -> signed(thinking, thinking.signature(), path);
            case Block.RedactedThinking redacted -> signed(redacted, Optional.of(redacted.data()), path);
            case Block.ToolUse use ->
                Optional.of(
                        new Block.ToolUse(Ids.legal(use.id()), use.name(), use.input(), use.kind(), use.annotations()));
            case Block.ToolResult result -> Optional.of(result(result, path));
            case Block.Foreign foreign
            when !foreign.family().equals(AnthropicWire.FAMILY) ->
                throw Refusals.unsupported(
                        path, "only providers of the format " + foreign.family() + " understand a part of it.");
            default -> Optional.of(block);
        };
    }

    private Block result(Block.ToolResult result, String path) {
        List<Block> content = new ArrayList<>();
        result.content().forEach(part -> prepare(part, path).ifPresent(content::add));
        return new Block.ToolResult(Ids.legal(result.toolUseId()), content, result.failed(), result.annotations());
    }

    /** Reasoning that Anthropic did not sign is refused by it. */
    private Optional<Block> signed(Block block, Optional<Signature> signature, String path) {
        if (signature
                .flatMap(each -> each.of(AnthropicWire.FAMILY))
                .filter(value -> !value.isEmpty())
                .isPresent()) {
            return Optional.of(block);
        }
        changes.dropped(path + ".thinking", "the chosen provider takes reasoning back only if it signed it itself");
        return Optional.empty();
    }

    private void foreignSignature(Signature signature, String path) {
        if (!signature.family().equals(AnthropicWire.FAMILY)) {
            changes.dropped(path + ".signature", "only providers of " + signature.family() + " can check it");
        }
    }
}
