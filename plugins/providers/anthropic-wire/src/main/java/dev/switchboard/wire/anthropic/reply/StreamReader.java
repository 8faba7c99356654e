package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.chat.Block;
import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.StreamDecoder;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.anthropic.AnthropicWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a streamed message. It is complete with {@code message_stop} only. What the last delta says beyond the canonical form
 * rides in a foreign event of the same shape.
 */
public final class StreamReader implements StreamDecoder<ChatEvent> {
    private final List<ChatEvent> out = new ArrayList<>();
    private final StreamedBlocks blocks = new StreamedBlocks(out);
    private final UsageReader usage = new UsageReader();
    private boolean started;
    private boolean stopped;
    private boolean over;

    @Override
    public List<ChatEvent> decode(UpstreamEvent event) {
        if (over || event.data().isEmpty()) {
            return List.of();
        }
        String name = EventName.of(event);
        if (name.equals("error")) {
            over = true;
            return List.of(new ChatEvent.Failed(ErrorReader.inStream(event.data())));
        }
        JsonValue data = JsonValue.read(event.data())
                .filter(JsonValue::isObject)
                .orElseThrow(() -> broken("holds an event that is not JSON"));
        read(name, data);
        List<ChatEvent> events = List.copyOf(out);
        out.clear();
        return events;
    }

    @Override
    public List<ChatEvent> end() {
        if (!over) {
            throw broken("ended before the reply was complete");
        }
        return List.of();
    }

    private void read(String name, JsonValue data) {
        if (!started && !name.equals("message_start") && !name.equals("ping")) {
            throw broken("does not begin with message_start");
        }
        switch (name) {
            case "message_start" -> start(data.get("message"));
            case "content_block_start" -> blocks.start(data);
            case "content_block_delta" -> blocks.grow(data);
            case "content_block_stop" -> blocks.stop(data);
            case "message_delta" -> delta(data);
            case "message_stop" -> stop();
            case "ping" -> {
                // only keeps the connection alive
            }
            default -> out.add(new ChatEvent.Foreign(AnthropicWire.FAMILY, data.text()));
        }
    }

    private void start(JsonValue message) {
        if (started) {
            return; // some servers in between repeat it
        }
        started = true;
        out.add(new ChatEvent.Started(
                message.string("id").orElse(""),
                message.string("model").orElse(""),
                ReplyReader.CREATED,
                Extras.of(Wire.ANTHROPIC_MESSAGES, ReplyReader.rest(message))));
        report(message.get("usage"));
    }

    private void report(JsonValue reported) {
        if (reported.isObject()) {
            Usage total = usage.add(reported);
            out.add(new ChatEvent.UsageReported(total));
        }
    }

    /** The reason of the end may come in one of several such events; the usage in each counts. */
    private void delta(JsonValue data) {
        JsonValue delta = data.get("delta");
        report(data.get("usage"));
        foreign(data, delta);
        String reason = delta.string("stop_reason").orElse("");
        if (reason.isEmpty() || stopped) {
            return;
        }
        stopped = true;
        blocks.stopAll();
        for (Block refusal : BlockReader.refusal(delta)) {
            blocks.whole(refusal);
        }
        out.add(new ChatEvent.Stopped(0, StopReasons.of(reason), delta.string("stop_sequence")));
    }

    private void foreign(JsonValue data, JsonValue delta) {
        Map<String, JsonText> beside = BlockReader.rest(data, "delta", "usage");
        Map<String, JsonText> inside = BlockReader.rest(delta, "stop_reason", "stop_sequence");
        if (!beside.isEmpty() || !inside.isEmpty()) {
            JsonText json = new JsonWriter()
                    .object()
                    .string("type", "message_delta")
                    .object("delta")
                    .raw(inside)
                    .endObject()
                    .raw(beside)
                    .endObject()
                    .text();
            out.add(new ChatEvent.Foreign(AnthropicWire.FAMILY, json));
        }
    }

    private void stop() {
        if (!stopped) {
            throw broken("ended without a reason");
        }
        over = true;
    }

    private static GatewayException broken(String what) {
        return GatewayException.of(ErrorKind.UPSTREAM, "the upstream's stream " + what);
    }
}
