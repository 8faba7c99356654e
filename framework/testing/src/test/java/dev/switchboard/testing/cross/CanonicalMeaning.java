package dev.switchboard.testing.cross;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.chat.Signature;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import dev.switchboard.testing.cross.Said.Piece;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A reply in the gateway's own form as something said. What only one format knows is left out. */
final class CanonicalMeaning {
    private CanonicalMeaning() {}

    static Said of(ChatResponse response) {
        ChatResponse.Choice choice = response.choices().getFirst();
        List<Piece> pieces =
                choice.content().stream().flatMap(CanonicalMeaning::piece).toList();
        return new Said(pieces, stop(choice.stopReason()), usage(response.usage()));
    }

    private static Stream<Piece> piece(Block block) {
        return switch (block) {
            case Block.Text text -> {
                Optional<Signature> proof = text.annotations().signature();
                yield Stream.concat(
                        Stream.of(new Piece.Text(text.text(), Optional.empty())),
                        proof.map(each -> new Piece.Thought("", Optional.of(each))).stream());
            }
            case Block.Refusal refusal -> Stream.of(new Piece.Refusal(refusal.text()));
            case Block.Thinking thinking -> Stream.of(new Piece.Thought(thinking.text(), thinking.signature()));
            case Block.RedactedThinking hidden -> Stream.of(new Piece.Hidden(hidden.data()));
            case Block.ToolUse use ->
                Stream.of(new Piece.Call(
                        use.id(), use.name(), use.input(), use.annotations().signature()));
            default -> Stream.empty();
        };
    }

    private static Said.Stop stop(StopReason reason) {
        return switch (reason) {
            case MAX_TOKENS, CONTEXT_WINDOW -> Said.Stop.LENGTH;
            case CONTENT_FILTER, REFUSAL -> Said.Stop.FILTER;
            default -> Said.Stop.END;
        };
    }

    private static Optional<Said.Counts> usage(Usage usage) {
        long cached = usage.of(Bucket.CACHE_READ);
        return usage.isNone()
                ? Optional.empty()
                : Optional.of(new Said.Counts(usage.inputTokens() - cached, cached, usage.outputTokens(), 0));
    }
}
