package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notes on the attempt what comes from its upstream, before anything else sees it: what is held back, filtered or never asked for
 * again was used all the same. Credentials in the words of a failure go no further.
 */
final class MeteredPieces<E extends StreamEvent> implements Pieces<E> {
    private final Pieces<E> inner;
    private final Attempt attempt;
    private final boolean counting;

    /** @param counting whether somebody needs to know what was used */
    MeteredPieces(Pieces<E> inner, Attempt attempt, boolean counting) {
        this.inner = inner;
        this.counting = counting;
        this.attempt = attempt;
    }

    @Override
    public @Nullable Piece<E> next(Duration patience) {
        Piece<E> piece;
        try {
            piece = inner.next(patience);
        } catch (GatewayException e) {
            GatewayError told = attempt.redaction().of(e.error());
            if (told.kind() == ErrorKind.CANCELLED) {
                attempt.failed(told);
            } else if (!inner.legible()) {
                attempt.madeNoSense(told);
            } else {
                attempt.brokeOff(told);
            }
            throw told == e.error() ? e : told.asException();
        }
        if (piece == null) {
            attempt.complete();
            return null;
        } else if (piece.isSilence()) {
            return piece;
        }
        Piece<E> told = attempt.redaction().of(piece);
        note(told);
        return told;
    }

    private void note(Piece<E> piece) {
        if (piece.isContent()) {
            attempt.content();
        }
        if (piece.kind() == Observation.Kind.END) {
            attempt.complete();
        }
        if (counting && !piece.text().isEmpty()) {
            attempt.wrote(piece.text());
        }
        piece.usage().ifPresent(attempt::used);
        piece.error().ifPresent(attempt::failed);
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
