package dev.switchboard.wire.gemini.relay;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.Observation.Kind;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import dev.switchboard.wire.gemini.reply.Events;
import dev.switchboard.wire.gemini.reply.UsageMeter;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Watches one reply. An event is looked at two levels deep: Gemini's are few and large, and names such as {@code error} may
 * stand in the arguments of a call, so that a search for bytes alone would be misled.
 */
final class ReplyObserver implements RelayObserver {
    private final BitSet begun = new BitSet();
    private final BitSet finished = new BitSet();
    private final UsageMeter meter = new UsageMeter();
    private boolean blocked;
    private boolean failed;

    @Override
    public Observation observe(UpstreamEvent event) {
        Optional<JsonValue> read = Events.text(event).flatMap(JsonValue::read);
        if (read.isEmpty()) {
            return Observation.OTHER;
        }
        JsonValue chunk = read.get();
        Optional<Usage> usage = meter.add(chunk);
        Optional<GatewayError> error = ErrorReader.inReply(chunk);
        if (error.isPresent() && chunk.get("error").isNull()) {
            blocked = true; // a whole reply, which says why there is no answer
            return new Observation(Kind.CONTENT, usage, Optional.empty());
        } else if (error.isPresent()) {
            failed = true;
            return new Observation(Kind.FAILURE, usage, error);
        }
        return new Observation(
                note(chunk.get("candidates").elements()) ? Kind.CONTENT : Kind.OTHER, usage, Optional.empty());
    }

    /** Notes what the candidates say. @return whether there is content */
    private boolean note(List<JsonValue> candidates) {
        boolean content = false;
        for (JsonValue candidate : candidates) {
            int index = Events.index(candidate);
            begun.set(index);
            content |= !candidate.get("content").get("parts").isBlank();
            if (!candidate.get("finishReason").isNull()) {
                finished.set(index);
            }
        }
        return content;
    }

    @Override
    public String outputText(UpstreamEvent event) {
        StringBuilder text = new StringBuilder();
        for (JsonValue candidate : Events.text(event)
                .flatMap(JsonValue::read)
                .orElse(JsonValue.MISSING)
                .get("candidates")
                .elements()) {
            for (JsonValue part : candidate.get("content").get("parts").elements()) {
                part.string("text").ifPresent(text::append);
            }
        }
        return text.toString();
    }

    @Override
    public boolean complete() {
        return !failed && (blocked || !begun.isEmpty() && begun.equals(finished));
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        Optional<JsonValue> body = JsonValue.read(reply.body());
        body.filter(told -> !told.get("error").isBlank())
                .flatMap(ErrorReader::inReply)
                .ifPresent(error -> {
                    throw error.asException();
                });
        return body.flatMap(meter::add);
    }
}
