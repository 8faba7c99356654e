package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a stream has really begun, so that a failure before that can still become an HTTP status or lead to the next
 * target: until the first content. Only a relayed stream with no other target to go to begins with its first piece, as it would
 * without a gateway.
 */
public final class Beginning {
    /** More pieces than this without content are not held back. */
    private static final int MAX_HELD = 64;

    private Beginning() {}

    /**
     * Waits for the beginning of a stream; a whole reply is returned as it is.
     *
     * @param another   whether a failure would lead to another target
     * @param onSilence run whenever another keep-alive interval has passed
     * @throws AttemptFailedException if the stream failed before it began
     */
    public static <R, E extends StreamEvent> Answer<R, E> await(
            Answer<R, E> answer, Attempt attempt, boolean another, StreamClock clock, Runnable onSilence) {
        if (!(answer instanceof Answer.Streaming<R, E> streaming)) {
            return answer;
        }
        boolean hold = another || !streaming.relayed();
        Deque<Piece<E>> held = new ArrayDeque<>();
        try {
            Piece<E> piece = awaitPiece(streaming.pieces(), clock, onSilence);
            while (piece != null) {
                if (piece.error().isPresent()) {
                    throw piece.error().get().asException();
                }
                held.add(piece);
                if (!hold || piece.isContent() || held.size() == MAX_HELD) {
                    break;
                }
                piece = awaitPiece(streaming.pieces(), clock, onSilence);
            }
        } catch (GatewayException e) {
            streaming.pieces().close();
            attempt.failed(e.error());
            throw new AttemptFailedException(e.error(), Optional.empty());
        } catch (RuntimeException | LinkageError e) {
            streaming.pieces().close();
            throw e;
        }
        return streaming.withPieces(new HeldPieces<>(held, streaming.pieces()));
    }

    private static <E extends StreamEvent> @Nullable Piece<E> awaitPiece(
            Pieces<E> pieces, StreamClock clock, Runnable onSilence) {
        Piece<E> piece = pieces.next(clock.patience());
        while (piece != null && piece.isSilence()) {
            clock.silence();
            onSilence.run();
            piece = pieces.next(clock.patience());
        }
        clock.heard();
        return piece;
    }

    /** What was held back, then the rest. */
    private record HeldPieces<E extends StreamEvent>(Deque<Piece<E>> held, Pieces<E> rest) implements Pieces<E> {
        @Override
        public @Nullable Piece<E> next(Duration patience) {
            Piece<E> first = held.poll();
            return first != null ? first : rest.next(patience);
        }

        @Override
        public boolean ready() {
            return !held.isEmpty() || rest.ready();
        }

        @Override
        public void close() {
            rest.close();
        }
    }
}
