package dev.switchboard.provider.replicate;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.chat.ChatEvent.Delta;
import dev.switchboard.spi.chat.StopReason;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.FollowUp;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Extras;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a prediction while it runs. The first reply says where its stream is; after that the prediction is asked for once more,
 * since only there stands what it used. One whose model has no stream is looked at again and again until it is done.
 */
final class PredictionDecoder implements StreamDecoder<ChatEvent> {
    private static final Duration BETWEEN_METRICS = Duration.ofMillis(250);
    private static final int LOOKS_FOR_METRICS = 8;

    private final Calls calls;
    private Optional<Prediction> last = Optional.empty();
    private boolean streaming;
    private boolean open;
    private boolean said;
    private boolean metered;
    private int looks;

    PredictionDecoder(Calls calls) {
        this.calls = calls;
    }

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (!streaming || said) {
            return event.data().isEmpty() ? List.of() : look(Prediction.readAny(event.data()));
        }
        return switch (event.name()) {
            case "output" -> text(event.data().utf8());
            case "error" -> throw failed(JsonValue.read(event.data()).flatMap(json -> json.filled("detail")));
            case "done" -> done(JsonValue.read(event.data()).flatMap(json -> json.filled("reason")));
            default -> List.of();
        };
    }

    private List<ChatEvent> look(Prediction prediction) {
        List<ChatEvent> events = new ArrayList<>();
        if (last.isEmpty()) {
            events.add(new ChatEvent.Started(prediction.id(), prediction.model(), prediction.created(), Extras.NONE));
        }
        last = Optional.of(prediction);
        if (!said) {
            prediction.requireNoFailure();
        }
        if (prediction.isDone()) {
            if (!said) {
                prediction.outputs().forEach(text -> events.addAll(text(text)));
                events.addAll(stop());
            }
            events.add(new ChatEvent.UsageReported(prediction.usage()));
            metered = true;
        }
        return events;
    }

    private List<ChatEvent> text(String text) {
        ChatEvent delta = new ChatEvent.BlockDelta(0, 0, new Delta.Text(text));
        if (open) {
            return List.of(delta);
        }
        open = true;
        return List.of(new ChatEvent.BlockStarted(0, 0, new Block.Text("")), delta);
    }

    private List<ChatEvent> done(Optional<String> reason) {
        if (reason.isPresent()) {
            throw failed(Optional.of("the prediction ended: " + reason.get()));
        }
        return stop();
    }

    private List<ChatEvent> stop() {
        said = true;
        ChatEvent stopped = new ChatEvent.Stopped(0, StopReason.END_TURN, Optional.empty());
        return open ? List.of(new ChatEvent.BlockStopped(0, 0), stopped) : List.of(stopped);
    }

    private static GatewayException failed(Optional<String> why) {
        return GatewayError.builder(ErrorKind.UPSTREAM, why.orElse("the prediction has failed"))
                .fromUpstream()
                .build()
                .asException();
    }

    @Override
    public Optional<FollowUp> followUp() {
        if (last.isEmpty() || metered || streaming && !said) {
            return Optional.empty();
        }
        String id = last.get().id();
        if (said) {
            looks++;
            return looks > LOOKS_FOR_METRICS
                    ? Optional.empty()
                    : Optional.of(new FollowUp(
                            calls.look(id), looks == 1 ? Duration.ZERO : BETWEEN_METRICS, false, Optional.empty()));
        }
        Optional<UpstreamRequest> stream = last.get().stream().flatMap(calls::stream);
        streaming = stream.isPresent();
        return Optional.of(
                stream.map(address -> new FollowUp(address, Duration.ZERO, true, Optional.of(calls.cancel(id))))
                        .orElseGet(() -> calls.lookLater(id)));
    }

    @Override
    public List<ChatEvent> end() {
        if (!said) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before the prediction");
        }
        return List.of();
    }
}
