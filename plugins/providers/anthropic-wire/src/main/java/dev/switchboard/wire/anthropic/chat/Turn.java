package dev.switchboard.wire.anthropic.chat;

import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One message as this format has it: what one side says until the other does.
 *
 * @param role {@code user}, {@code assistant} or {@code system}
 */
record Turn(String role, List<Piece> pieces) {
    /** Roles of this format. */
    static final String USER = "user";

    static final String ASSISTANT = "assistant";
    static final String SYSTEM = "system";

    /** A block and the mark it gets, its own or that of its message. */
    record Piece(Block block, Optional<CacheMark> mark) {}

    /** Copies the list; results of tools go first, as the format demands. */
    Turn {
        List<Piece> ordered = new ArrayList<>(pieces);
        ordered.sort(Comparator.comparing(piece -> !(piece.block() instanceof Block.ToolResult)));
        pieces = List.copyOf(ordered);
    }

    /** Whether it holds a block of that type. */
    boolean has(Class<? extends Block> type) {
        return pieces.stream().anyMatch(piece -> type.isInstance(piece.block()));
    }

    /** Whether it begins with the model's reasoning. */
    boolean beginsWithThinking() {
        Block first = pieces.getFirst().block();
        return first instanceof Block.Thinking || first instanceof Block.RedactedThinking;
    }
}
