package dev.switchboard.wire.gemini.chat;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.wire.gemini.reply.ErrorReader;
import dev.switchboard.wire.gemini.reply.Events;
import dev.switchboard.wire.gemini.reply.UsageMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed reply: each event is a reply of its own with the next parts. There is no end mark, and some models name a
 * reason to finish in every event; so a candidate has finished when the connection ends and it has named one.
 */
final class StreamReader implements StreamDecoder<ChatEvent> {
    private final Map<Integer, CandidateReader> candidates = new TreeMap<>();
    private final UsageMeter meter = new UsageMeter();
    private @Nullable PartReader parts;
    private boolean failed;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        Optional<Bytes> text = Events.text(event);
        if (text.isEmpty()) {
            return List.of();
        }
        JsonValue chunk = JsonValue.read(text.get())
                .filter(JsonValue::isObject)
                .orElseThrow(() -> GatewayException.of(ErrorKind.UPSTREAM, "the upstream's event is no JSON object"));
        List<ChatEvent> events = new ArrayList<>();
        PartReader reader = parts;
        if (reader == null) {
            Envelope envelope = new Envelope(chunk);
            reader = new PartReader(envelope.id());
            parts = reader;
            events.add(new ChatEvent.Started(envelope.id(), envelope.model(), envelope.created(), envelope.extras()));
        }
        meter.add(chunk).ifPresent(usage -> events.add(new ChatEvent.UsageReported(usage)));
        Optional<GatewayError> error = ErrorReader.inReply(chunk);
        if (error.isPresent()) {
            failed = true;
            events.add(new ChatEvent.Failed(error.get()));
            return events;
        }
        for (JsonValue candidate : chunk.get("candidates").elements()) {
            PartReader shared = reader;
            candidates
                    .computeIfAbsent(Events.index(candidate), index -> new CandidateReader(index, shared))
                    .read(new Candidate(candidate), events);
        }
        return events;
    }

    @Override
    public List<ChatEvent> end() {
        if (failed) {
            return List.of();
        }
        if (candidates.isEmpty() || !candidates.values().stream().allMatch(CandidateReader::isFinished)) {
            throw GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream ended before the reply was complete");
        }
        List<ChatEvent> events = new ArrayList<>();
        candidates.values().forEach(candidate -> candidate.end(events));
        return events;
    }
}
