package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatRequest;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A streamed chat that goes on with another target when its own breaks off, as far as that can be done honestly. */
final class ContinuedPieces implements Pieces<ChatEvent> {
    /** Finds somebody who goes on. */
    interface Successor {
        /**
         * Asks another target.
         *
         * @param said how many characters the caller has got
         * @return its stream, which has begun; empty if there is nobody
         */
        Optional<Pieces<ChatEvent>> ask(GatewayError why, ChatRequest request, int said);

        /** Nobody is asked. */
        void refused(String why);
    }

    private final Continuation continuation;
    private final Successor successor;
    private volatile Pieces<ChatEvent> inner;
    private boolean continued;

    ContinuedPieces(Pieces<ChatEvent> first, Continuation continuation, Successor successor) {
        this.inner = first;
        this.continuation = continuation;
        this.successor = successor;
    }

    @Override
    public @Nullable Piece<ChatEvent> next(Duration patience) {
        while (true) {
            try {
                Piece<ChatEvent> piece = inner.next(patience);
                if (piece == null || piece.isSilence()) {
                    return piece;
                }
                if (piece.error().isEmpty() || !goesOn(piece.error().get())) {
                    return told(piece);
                }
            } catch (GatewayException e) {
                if (!goesOn(e.error())) {
                    throw e;
                }
            }
        }
    }

    private Piece<ChatEvent> told(Piece<ChatEvent> piece) {
        if (!continued) {
            piece.events().forEach(continuation::said);
            return piece;
        }
        List<ChatEvent> events = new ArrayList<>();
        piece.events().forEach(event -> events.addAll(continuation.onward(event)));
        return piece.rewritten(events);
    }

    private boolean goesOn(GatewayError why) {
        if (!why.kind().isTransient()) {
            return false;
        }
        Optional<String> obstacle = continuation.obstacle();
        if (obstacle.isPresent()) {
            successor.refused(obstacle.get());
            return false;
        }
        inner.close();
        Optional<Pieces<ChatEvent>> onward = successor.ask(why, continuation.request(), continuation.length());
        onward.ifPresent(pieces -> inner = pieces);
        continued |= onward.isPresent();
        return onward.isPresent();
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
