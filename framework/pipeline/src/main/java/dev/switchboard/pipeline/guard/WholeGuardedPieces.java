package dev.switchboard.pipeline.guard;

import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.spi.chat.ChatAccumulator;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream that is held back until guardrails have seen the whole reply. If they change nothing, it keeps its bytes. */
final class WholeGuardedPieces implements Pieces<ChatEvent> {
    private final Pieces<ChatEvent> inner;
    private final Guards guards;
    private final ChatAccumulator accumulator = new ChatAccumulator();
    private final Deque<Piece<ChatEvent>> held = new ArrayDeque<>();
    private boolean released;

    WholeGuardedPieces(Pieces<ChatEvent> inner, Guards guards) {
        this.inner = inner;
        this.guards = guards;
    }

    @Override
    public @Nullable Piece<ChatEvent> next(Duration patience) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!released) {
            long left = giveUp - System.nanoTime();
            Piece<ChatEvent> piece = left > 0 ? inner.next(Duration.ofNanos(left)) : Piece.silence();
            if (piece == null) {
                release();
            } else if (piece.isSilence()) {
                return piece;
            } else if (piece.error().isPresent()) {
                throw piece.error().get().asException();
            } else {
                piece.events().forEach(accumulator::add);
                held.add(piece);
            }
        }
        return held.poll();
    }

    private void release() {
        released = true;
        ChatResponse reply = accumulator.response();
        ChatResponse checked = guards.checkWhole(reply);
        if (checked != reply) {
            held.clear();
            held.add(Piece.decoded(List.copyOf(ChatEvents.of(checked))));
        }
    }

    @Override
    public boolean ready() {
        return !held.isEmpty();
    }

    @Override
    public void close() {
        inner.close();
    }
}
