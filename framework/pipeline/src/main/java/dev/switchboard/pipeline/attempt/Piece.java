package dev.switchboard.pipeline.attempt;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.usage.Usage;
import java.util.List;
import java.util.Optional;

/**
 * One step of a streamed reply.
 *
 * @param raw    the upstream's bytes for it, in the caller's own format; empty if it must be written from the events
 * @param events what it means; empty for a relayed piece that nobody asked to understand
 * @param kind   its part in the stream
 * @param usage  what was used so far, if it says so
 * @param error  the failure it stands for
 * @param text   what it adds to the reply, for counting tokens; empty if nobody asked
 * @param implied whether it only says what the caller takes from the pieces relayed before it
 */
public record Piece<E extends StreamEvent>(
        Bytes raw,
        List<E> events,
        Observation.Kind kind,
        Optional<Usage> usage,
        Optional<GatewayError> error,
        String text,
        boolean implied) {
    private static final Piece<?> SILENCE = decoded(List.of());

    /** Stands for the time that passed when nothing came. Compare by identity. */
    @SuppressWarnings("unchecked") // it holds no event
    public static <E extends StreamEvent> Piece<E> silence() {
        return (Piece<E>) SILENCE;
    }

    /** A piece that is relayed. */
    static <E extends StreamEvent> Piece<E> relayed(Bytes raw, List<E> events, Observation observation, String text) {
        return new Piece<>(raw, events, observation.kind(), observation.usage(), observation.error(), text, false);
    }

    /** What the end of a relayed stream means. It has no bytes of its own: a caller to whom all was relayed knows. */
    static <E extends StreamEvent> Piece<E> implied(List<E> events) {
        return new Piece<>(Bytes.empty(), events, Observation.Kind.OTHER, Optional.empty(), Optional.empty(), "", true);
    }

    /** A piece that is written from its events. */
    public static <E extends StreamEvent> Piece<E> decoded(List<E> events) {
        Observation.Kind kind = Observation.Kind.OTHER;
        Optional<Usage> usage = Optional.empty();
        Optional<GatewayError> error = Optional.empty();
        for (E event : events) {
            if (event.meaningful() && kind == Observation.Kind.OTHER) {
                kind = Observation.Kind.CONTENT;
            }
            if (event.usage().isPresent()) {
                usage = event.usage();
            }
            if (event.failure().isPresent()) {
                kind = Observation.Kind.FAILURE;
                error = event.failure();
            }
        }
        return new Piece<>(Bytes.empty(), events, kind, usage, error, text(events), false);
    }

    private static String text(List<? extends StreamEvent> events) {
        if (events.size() == 1) {
            return events.getFirst().outputText();
        }
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.outputText()));
        return text.toString();
    }

    /** Whether this is {@link #silence}. */
    public boolean isSilence() {
        return this == SILENCE;
    }

    /** Whether it carries content a caller waits for. */
    public boolean isContent() {
        return kind == Observation.Kind.CONTENT;
    }

    /** The same step, to be written from other events. */
    public Piece<E> rewritten(List<E> replacement) {
        return new Piece<>(Bytes.empty(), replacement, kind, usage, error, text, false);
    }
}
