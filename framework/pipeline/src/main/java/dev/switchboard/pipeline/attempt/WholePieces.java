package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.chat.ChatEvents;
import dev.switchboard.spi.chat.ChatResponse;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.image.ImageEvent;
import dev.switchboard.spi.image.ImageResponse;
import dev.switchboard.spi.operation.Operation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.transcription.TranscriptionEvent;
import dev.switchboard.spi.transcription.TranscriptionResponse;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole reply as a stream of one piece, for a caller that asked for a stream of an upstream that has none. */
final class WholePieces<E extends StreamEvent> implements Pieces<E> {
    private @Nullable Piece<E> whole;

    private WholePieces(List<E> events) {
        whole = Piece.decoded(events);
    }

    /**
     * The stream that a reply might have come as.
     *
     * @throws GatewayException of kind {@link ErrorKind#UPSTREAM} if such a reply has no stream
     */
    static <R, E extends StreamEvent> Pieces<E> of(Operation<?, R, E> operation, R response) {
        return new WholePieces<>(
                events(response).stream().map(operation.eventType()::cast).toList());
    }

    private static List<? extends StreamEvent> events(Object response) {
        return switch (response) {
            case ChatResponse chat -> ChatEvents.of(chat);
            case TranscriptionResponse heard ->
                List.of(new TranscriptionEvent.Delta(heard.text(), Extras.NONE), new TranscriptionEvent.Done(heard));
            case ImageResponse made -> pictures(made);
            default -> throw refused();
        };
    }

    /** The last one tells what all used. */
    private static List<ImageEvent> pictures(ImageResponse made) {
        List<ImageEvent> events = new ArrayList<>();
        for (ImageResponse.Image image : made.images()) {
            boolean last = events.size() == made.images().size() - 1;
            events.add(new ImageEvent.Completed(
                    made.created(), image.media(), last ? made.usage() : Usage.none(), image.extras()));
        }
        return events;
    }

    static GatewayException refused() {
        return GatewayException.of(
                ErrorKind.UPSTREAM,
                "the upstream answered a streamed call without a stream; send \"stream\": false or choose another model");
    }

    @Override
    public @Nullable Piece<E> next(Duration patience) {
        Piece<E> next = whole;
        whole = null;
        return next;
    }

    @Override
    public boolean ready() {
        return whole != null;
    }

    @Override
    public void close() {
        // It has been read.
    }
}
