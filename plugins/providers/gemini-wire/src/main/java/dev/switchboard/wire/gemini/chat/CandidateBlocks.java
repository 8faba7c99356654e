package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.Citation;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The blocks of one candidate, one after the other. The last may be open, and grow. */
final class CandidateBlocks {
    private final int choice;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Open open;
    private int started;

    /** @param choice the number of the candidate */
    CandidateBlocks(int choice) {
        this.choice = choice;
    }

    /** The block that may go on. @param sealed whether only sources may still be added to it */
    private record Open(Block block, int index, int textStart, boolean sealed) {}

    /** Whether the open block is of that class and takes more. */
    boolean goesOn(Class<? extends Block> type) {
        Open current = open;
        return current != null && type.isInstance(current.block()) && !current.sealed();
    }

    /** Begins a block, which ends the one before. */
    void start(Block block, boolean sealed, List<ChatEvent> events) {
        close(events);
        open = new Open(block, started++, text.length(), sealed);
        events.add(new ChatEvent.BlockStarted(choice, open.index(), block));
    }

    void grow(Delta delta, List<ChatEvent> events) {
        Open current = open;
        if (current != null) {
            if (delta instanceof Delta.Text more) {
                text.append(more.text());
            }
            events.add(new ChatEvent.BlockDelta(choice, current.index(), delta));
        }
    }

    /** What comes next is of another block. */
    void seal() {
        Open current = open;
        if (current != null) {
            open = new Open(current.block(), current.index(), current.textStart(), true);
        }
    }

    void close(List<ChatEvent> events) {
        Open current = open;
        if (current != null) {
            events.add(new ChatEvent.BlockStopped(choice, current.index()));
            open = null;
        }
    }

    /** Sources come with the last event, so the last text stays open for them. */
    void cite(JsonValue candidate, List<ChatEvent> events) {
        List<Citation> citations = new Sources(text.toString()).read(candidate, OptionalInt.empty());
        if (citations.isEmpty()) {
            return;
        }
        Open current = open;
        if (current == null || !(current.block() instanceof Block.Text)) {
            start(new Block.Text(""), true, events);
        }
        int textStart = open == null ? 0 : open.textStart();
        for (Citation citation : citations) {
            grow(new Delta.Cited(shifted(citation, textStart)), events);
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
}
