package dev.switchboard.provider.bedrock.converse;

import dev.switchboard.provider.bedrock.reply.ErrorReader;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.wire.Extras;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a streamed reply. It is complete with {@code messageStop}; usage comes behind that. */
final class StreamReader implements StreamDecoder<ChatEvent> {
    private final List<ChatEvent> out = new ArrayList<>();
    private final StreamedBlocks blocks = new StreamedBlocks(out);
    private boolean started;
    private boolean stopped;
    private boolean failed;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        Optional<GatewayError> error = ErrorReader.inStream(event);
        if (failed || event.data().isEmpty() && error.isEmpty()) {
            return List.of();
        }
        if (error.isPresent()) {
            failed = true;
            return List.of(new ChatEvent.Failed(error.get()));
        }
        JsonValue data = JsonValue.read(event.data())
                .filter(JsonValue::isObject)
                .orElseThrow(() -> broken("holds an event that is not JSON"));
        read(event.name(), data);
        List<ChatEvent> events = List.copyOf(out);
        out.clear();
        return events;
    }

    @Override
    public List<ChatEvent> end() {
        if (!stopped && !failed) {
            throw broken("ended before the reply was complete");
        }
        return List.of();
    }

    private void read(String name, JsonValue data) {
        switch (name) {
            case "messageStart" -> begin();
            case "contentBlockStart" -> {
                begin();
                blocks.start(data);
            }
            case "contentBlockDelta" -> {
                begin();
                blocks.grow(data);
            }
            case "contentBlockStop" -> blocks.stop(data);
            case "messageStop" -> stop(data);
            case "metadata" -> metadata(data);
            default -> {
                // added by a newer version of the API
            }
        }
    }

    private void begin() {
        if (!started) {
            started = true;
            out.add(new ChatEvent.Started("", "", ReplyReader.CREATED, Extras.NONE));
        }
    }

    private void stop(JsonValue data) {
        if (stopped) {
            return;
        }
        begin();
        stopped = true;
        blocks.stopAll();
        foreign(data);
        out.add(new ChatEvent.Stopped(
                0, StopReasons.of(data.string("stopReason").orElse("")), ReplyReader.stopSequence(data)));
    }

    private void metadata(JsonValue data) {
        begin();
        foreign(data);
        if (data.get("usage").isObject()) {
            out.add(new ChatEvent.UsageReported(UsageReader.read(data)));
        }
    }

    /** What a whole reply says in its envelope. */
    private void foreign(JsonValue data) {
        Map<String, JsonText> beside = ReplyReader.beside(data);
        if (!beside.isEmpty()) {
            out.add(new ChatEvent.Foreign(
                    ConverseTranslator.FAMILY,
                    new JsonWriter().object().raw(beside).endObject().text()));
        }
    }

    private static GatewayException broken(String what) {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream " + what);
    }
}
