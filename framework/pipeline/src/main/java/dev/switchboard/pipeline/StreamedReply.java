package dev.switchboard.pipeline;

import dev.switchboard.pipeline.attempt.Answer;
import dev.switchboard.pipeline.attempt.HeaderRules;
import dev.switchboard.pipeline.attempt.Piece;
import dev.switchboard.pipeline.attempt.Pieces;
import dev.switchboard.pipeline.attempt.StreamClock;
import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.port.CallerConnection.ReplyStream;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.exchange.ExchangeReport.Outcome;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.stream.StreamEvent;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One streamed reply on its way to the caller: begins as late as possible, so that a failure can still have a status of its
 * own, and never ends cleanly unless it is complete.
 */
final class StreamedReply<E extends StreamEvent> {
    private static final Bytes EMPTY_LINE = Bytes.utf8("\n\n");

    private final ReplyWriter writer;
    private final ReplyRecorder recorder;
    private final Call<?> call;
    private final StreamEncoder<E> encoder;
    private final OwnWork encoding;
    private final Drain drain;
    private final BooleanSupplier takeOver;
    private final Consumer<Outcome> beforeEnd;
    private @Nullable ReplyStream out;
    private boolean encoded;
    private boolean endRelayed;
    private boolean leftOpen;
    private boolean unheard;

    /**
     * A reply for one call.
     *
     * @param encoding  counts what the encoder does
     * @param takeOver  asked when the caller has gone: whether to read on all the same
     * @param beforeEnd told how the reply ends, before the bytes leave by which the caller knows
     */
    StreamedReply(
            ReplyWriter writer,
            ReplyRecorder recorder,
            Call<?> call,
            StreamEncoder<E> encoder,
            OwnWork encoding,
            Drain drain,
            BooleanSupplier takeOver,
            Consumer<Outcome> beforeEnd) {
        this.beforeEnd = beforeEnd;
        this.drain = drain;
        this.takeOver = takeOver;
        this.writer = writer;
        this.recorder = recorder;
        this.call = call;
        this.encoder = encoder;
        this.encoding = encoding;
    }

    /** Whether anything has been sent. */
    boolean begun() {
        return out != null;
    }

    /**
     * Sends a whole stream, piece by piece.
     *
     * @return how it ended, unless it was cut
     * @throws GatewayException if it was cut or the caller went away
     */
    Outcome copy(Answer.Streaming<?, E> answer, Pieces<E> pieces, StreamClock clock, ExchangeRecord record) {
        for (Piece<E> piece = pieces.next(clock.patience()); piece != null; piece = pieces.next(clock.patience())) {
            if (piece.isSilence()) {
                clock.silence();
                keepAlive();
                continue;
            }
            clock.heard();
            begin(answer);
            note(piece, record);
            if (piece.error().isPresent()) {
                beforeEnd.accept(Outcome.CUT);
                endWithFailure(piece, pieces, clock);
                return Outcome.CUT;
            }
            write(piece, !pieces.ready());
        }
        begin(answer);
        end();
        return Outcome.COMPLETED;
    }

    /** Takes note of what a piece says. */
    static void note(Piece<?> piece, ExchangeRecord record) {
        piece.error().ifPresent(record::failed);
        if (piece.isContent()) {
            record.content();
        }
    }

    /** Passes an error event of the upstream's own on with what follows it, or writes one. */
    private void endWithFailure(Piece<E> failure, Pieces<E> pieces, StreamClock clock) {
        if (encoded || failure.raw().isEmpty()) {
            fail(failure.error().orElseThrow());
            return;
        }
        write(failure, true);
        try {
            Piece<E> piece = pieces.next(clock.patience());
            while (piece != null && !piece.isSilence()) {
                write(piece, !pieces.ready());
                piece = pieces.next(clock.patience());
            }
        } catch (GatewayException told) {
            // That the reply is not complete is what the error said.
        }
        close();
    }

    /** Begins with the upstream's head if it relays, else with the dialect's; does nothing if it has begun. */
    private void begin(Answer.Streaming<?, E> answer) {
        if (out == null) {
            out = answer.relayed()
                    ? writer.stream(answer.status(), HeaderRules.toCaller(answer.headers()))
                    : writer.stream(
                            200,
                            encoder.headers().toBuilder()
                                    .addAll(HeaderRules.aboutTheCall(answer.headers()))
                                    .build());
        }
    }

    /** Tells the caller, and whatever stands between, that the gateway still waits, if the format has a way to. */
    void keepAlive() {
        Bytes filler = encoder.keepAlive();
        if (filler.isEmpty()) {
            return;
        }
        if (out == null) {
            out = writer.stream(200, encoder.headers());
        }
        send(filler, true);
    }

    /**
     * Sends a piece. From the first that is not the upstream's own, all are written here: how the upstream goes on does not fit
     * what the caller was told, such as an end before the text that a filter held back.
     *
     * @param flush whether it must leave now
     */
    private void write(Piece<E> piece, boolean flush) {
        boolean known = piece.implied() && !encoded;
        if (known || piece.kind() == Observation.Kind.USAGE_ONLY && !call.usageRequested()) {
            send(Bytes.empty(), flush); // what was written before it may still wait
            return;
        }
        boolean relayed = !encoded && !piece.raw().isEmpty();
        if (piece.kind() == Observation.Kind.END) {
            endRelayed = relayed;
            beforeEnd.accept(Outcome.COMPLETED);
        }
        send(encoding.step(() -> relayed ? rawOf(piece) : encode(piece)), flush);
    }

    /** It came to an end, whichever. */
    void over() {
        encoding.end();
    }

    /** Ends a complete reply. */
    private void end() {
        beforeEnd.accept(Outcome.COMPLETED);
        if (encoded && !endRelayed) {
            send(encoder.end(), false);
        }
        close();
    }

    /** Ends with an error that no client takes for a clean end. */
    void fail(GatewayError error) {
        Bytes last = error.kind() == ErrorKind.CANCELLED ? Bytes.empty() : encoder.error(error);
        if (last.isEmpty()) {
            stream().abort();
            return;
        }
        try {
            send(leftOpen ? Bytes.concat(EMPTY_LINE, last) : last, true); // no part of the event before it
            close();
        } catch (GatewayException e) {
            stream().abort();
        }
    }

    private Bytes encode(Piece<E> piece) {
        encoded = true;
        Bytes bytes = Bytes.empty();
        for (E event : piece.events()) {
            Bytes next = encoder.encode(event);
            bytes = bytes.isEmpty() ? next : Bytes.concat(bytes, next);
        }
        return bytes;
    }

    /** The encoder sees relayed events too, so that it can take over when a guardrail changes a later one. */
    private Bytes rawOf(Piece<E> piece) {
        for (E event : piece.events()) {
            encoder.encode(event);
        }
        encoder.relayed();
        leftOpen = !endsWithEmptyLine(piece.raw());
        return piece.raw();
    }

    /** Whether the last event is closed: an upstream whose stream just ends may leave it open. */
    private static boolean endsWithEmptyLine(Bytes raw) {
        int last = raw.length() - 1;
        int before = last > 0 && raw.at(last) == '\n' && raw.at(last - 1) == '\r' ? last - 2 : last - 1;
        return last < 0 || isLineEnd(raw.at(last)) && (before < 0 || isLineEnd(raw.at(before)));
    }

    private static boolean isLineEnd(byte value) {
        return value == '\n' || value == '\r';
    }

    private void send(Bytes bytes, boolean flush) {
        if (unheard) {
            drain.read(bytes.length());
        } else if (!bytes.isEmpty() || flush) {
            recorder.add(bytes);
            try {
                stream().write(bytes, flush);
            } catch (GatewayException gone) {
                unheard = takeOver.getAsBoolean();
                if (!unheard) {
                    throw gone;
                }
            }
        }
    }

    private void close() {
        if (unheard) {
            throw GatewayException.of(ErrorKind.CANCELLED, "the caller went away");
        }
        stream().end();
    }

    private ReplyStream stream() {
        ReplyStream stream = out;
        if (stream == null) {
            throw new IllegalStateException("the reply has not begun");
        }
        return stream;
    }
}
