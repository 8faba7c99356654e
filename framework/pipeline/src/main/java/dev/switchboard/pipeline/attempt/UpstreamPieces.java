package dev.switchboard.pipeline.attempt;

import dev.switchboard.pipeline.instance.OwnWork;
import dev.switchboard.pipeline.port.UpstreamTransport;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pieces of a reply that comes from an upstream: relayed, decoded, or both where somebody asked to understand it. */
final class UpstreamPieces<E extends StreamEvent> implements Pieces<E> {
    private final UpstreamTransport.Exchange exchange;
    private final UpstreamTransport.Events events;
    private final @Nullable RelayObserver observer;
    private final @Nullable StreamDecoder<E> decoder;
    private final OwnWork work;
    private final boolean counting;
    private boolean ended;
    private boolean legible = true;

    /**
     * At least one of observer and decoder; with both, pieces have raw bytes and events.
     *
     * @param work     counts what they do
     * @param counting whether text is asked for
     */
    UpstreamPieces(
            UpstreamTransport.Exchange exchange,
            @Nullable RelayObserver observer,
            @Nullable StreamDecoder<E> decoder,
            OwnWork work,
            boolean counting) {
        this.work = work;
        this.counting = counting;
        this.exchange = exchange;
        this.events = exchange.events();
        this.observer = observer;
        this.decoder = decoder;
    }

    @Override
    public @Nullable Piece<E> next(Duration patience) {
        if (ended) {
            return null;
        }
        UpstreamEvent event = nextEvent(patience);
        if (event == UpstreamTransport.Events.SILENCE) {
            return Piece.silence();
        }
        legible = false;
        Piece<E> piece = work.step(() -> event == null ? end() : understand(event));
        legible = true;
        return piece;
    }

    private @Nullable UpstreamEvent nextEvent(Duration patience) {
        try {
            return events.next(patience);
        } catch (GatewayException e) {
            legible = e.error()
                    .code()
                    .filter(UpstreamTransport.Events.MALFORMED::equals)
                    .isEmpty();
            throw e;
        }
    }

    @Override
    public boolean legible() {
        return legible;
    }

    /** Whoever stumbles over the upstream's JSON blames the upstream, not the caller. */
    private Piece<E> understand(UpstreamEvent event) {
        try {
            RelayObserver watching = observer;
            List<E> meaning = decoder == null ? List.of() : decoder.decode(event);
            return watching == null ? Piece.decoded(meaning) : relayed(event, meaning, watching);
        } catch (JsonSyntaxException e) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's event is " + e.getMessage());
        }
    }

    private Piece<E> relayed(UpstreamEvent event, List<E> meaning, RelayObserver watching) {
        Observation observation = watching.observe(event);
        boolean text = counting && observation.kind() == Observation.Kind.CONTENT;
        return Piece.relayed(watching.relayed(event), meaning, observation, text ? watching.outputText(event) : "");
    }

    private @Nullable Piece<E> end() {
        ended = true;
        RelayObserver watching = observer;
        if (watching != null && !watching.complete()) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before the reply was complete");
        }
        List<E> rest = decoder == null ? List.of() : decoder.end();
        if (rest.isEmpty()) {
            return null;
        }
        return watching == null ? Piece.decoded(rest) : Piece.implied(rest);
    }

    @Override
    public boolean ready() {
        return events.ready();
    }

    @Override
    public void close() {
        work.end();
        exchange.cancel();
    }
}
