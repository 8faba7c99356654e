package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.openai.reply.Replies;
import java.util.Optional;

/** Watches one reply by the names of its events; only the last one is parsed. */
final class EventObserver implements RelayObserver {
    private boolean complete;

    @Override
    public Observation observe(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return Observation.OTHER;
        }
        String type = EventType.of(event);
        return switch (type) {
            case EventType.COMPLETED, EventType.INCOMPLETE -> last(event.data());
            case EventType.FAILED, EventType.ERROR -> {
                complete = false;
                yield new Observation(Kind.FAILURE, usageOfEvent(event.data()), Optional.of(Failures.of(event.data())));
            }
            default -> isContent(type) ? Observation.CONTENT : Observation.OTHER;
        };
    }

    /** The longest event of all, which a connection that just ends may cut. */
    private Observation last(Bytes data) {
        complete = JsonValue.read(data).isPresent();
        return complete ? new Observation(Kind.END, usageOfEvent(data), Optional.empty()) : Observation.OTHER;
    }

    /** What a caller waits for: everything but the envelope, which comes before the model has said anything. */
    private static boolean isContent(String type) {
        return type.startsWith("response.")
                && !type.equals("response.created")
                && !type.equals("response.queued")
                && !type.equals("response.in_progress");
    }

    private static Optional<Usage> usageOfEvent(Bytes data) {
        return JsonValue.read(data).flatMap(event -> ResponseUsage.read(event.get("response")));
    }

    @Override
    public String outputText(UpstreamEvent event) {
        return EventType.of(event).endsWith(".delta")
                ? JsonValue.read(event.data())
                        .flatMap(json -> json.string("delta"))
                        .orElse("")
                : "";
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        Optional<JsonValue> body = JsonValue.read(reply.body());
        body.ifPresent(told -> Replies.requireSuccess(told, "output", "input_tokens"));
        return body.flatMap(ResponseUsage::read);
    }
}
