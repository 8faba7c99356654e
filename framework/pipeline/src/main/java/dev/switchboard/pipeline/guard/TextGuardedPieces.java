package dev.switchboard.pipeline.guard;

import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream whose text passes through filters on its way. Pieces that no filter changes stay as they are. */
final class TextGuardedPieces implements Pieces<ChatEvent> {
    private final Pieces<ChatEvent> inner;
    private final TextFilters filters;

    TextGuardedPieces(Pieces<ChatEvent> inner, TextFilters filters) {
        this.inner = inner;
        this.filters = filters;
    }

    @Override
    public @Nullable Piece<ChatEvent> next(Duration patience) {
        Piece<ChatEvent> piece = inner.next(patience);
        if (piece == null || piece.events().isEmpty()) {
            return piece;
        }
        List<ChatEvent> filtered = new ArrayList<>();
        for (ChatEvent event : piece.events()) {
            filter(event, filtered);
        }
        return filtered.equals(piece.events()) ? piece : piece.rewritten(filtered);
    }

    private void filter(ChatEvent event, List<ChatEvent> out) {
        switch (event) {
            case ChatEvent.BlockStarted start
            when start.block() instanceof Block.Text text && !text.text().isEmpty() ->
                out.add(new ChatEvent.BlockStarted(
                        start.choice(),
                        start.index(),
                        new Block.Text(filters.next(start.choice(), start.index(), text.text()), text.annotations())));
            case ChatEvent.BlockDelta(int choice, int index, ChatEvent.Delta.Text(String text)) ->
                out.add(new ChatEvent.BlockDelta(
                        choice, index, new ChatEvent.Delta.Text(filters.next(choice, index, text))));
            case ChatEvent.BlockStopped stop -> {
                String tail = filters.end(stop.choice(), stop.index());
                if (!tail.isEmpty()) {
                    out.add(new ChatEvent.BlockDelta(stop.choice(), stop.index(), new ChatEvent.Delta.Text(tail)));
                }
                out.add(stop);
            }
            default -> out.add(event);
        }
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public void close() {
        inner.close();
    }
}
