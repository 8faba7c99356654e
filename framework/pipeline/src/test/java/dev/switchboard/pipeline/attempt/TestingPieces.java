package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.stream.StreamEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of given pieces that then ends, or is cut. */
public final class TestingPieces<E extends StreamEvent> implements Pieces<E> {
    private final Deque<Piece<E>> left;
    private final @Nullable GatewayException cut;
    private boolean closed;

    private TestingPieces(List<Piece<E>> pieces, @Nullable GatewayException cut) {
        this.left = new ArrayDeque<>(pieces);
        this.cut = cut;
    }

    /** Pieces and then an orderly end. */
    public static <E extends StreamEvent> TestingPieces<E> of(List<Piece<E>> pieces) {
        return new TestingPieces<>(pieces, null);
    }

    /** Pieces and then a failure. */
    public static <E extends StreamEvent> TestingPieces<E> cut(List<Piece<E>> pieces, GatewayException cut) {
        return new TestingPieces<>(pieces, cut);
    }

    /** How many pieces nobody has asked for yet. */
    public int left() {
        return left.size();
    }

    /** Whether somebody closed it. */
    public boolean closed() {
        return closed;
    }

    @Override
    public @Nullable Piece<E> next(Duration patience) {
        Piece<E> next = left.poll();
        if (next == null && cut != null) {
            throw cut;
        }
        return next;
    }

    @Override
    public boolean ready() {
        return !left.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
