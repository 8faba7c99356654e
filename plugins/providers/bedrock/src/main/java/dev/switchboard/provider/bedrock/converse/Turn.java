package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.spi.chat.Annotations.CacheMark;
import dev.switchboard.spi.chat.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one side says until the other does.
 *
 * @param role {@code user} or {@code assistant}
 */
record Turn(String role, List<Part> parts) {
    static final String USER = "user";
    static final String ASSISTANT = "assistant";

    /** A block, and the mark behind it. */
    record Part(Block block, Optional<CacheMark> mark) {}

    /** Copies the list; results of tools go first, as Claude demands. */
    Turn {
        List<Part> ordered = new ArrayList<>(parts);
        ordered.sort(Comparator.comparing(part -> !(part.block() instanceof Block.ToolResult)));
        parts = List.copyOf(ordered);
    }

    /** The turn and what the same side said next. */
    Turn and(List<Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Turn(role, all);
    }
}
