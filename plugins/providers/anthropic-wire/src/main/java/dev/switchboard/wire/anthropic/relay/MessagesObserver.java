package dev.switchboard.wire.anthropic.relay;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Observation;
import dev.switchboard.spi.provider.RelayObserver;
import dev.switchboard.spi.upstream.UpstreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.wire.anthropic.reply.ErrorReader;
import dev.switchboard.wire.anthropic.reply.EventName;
import dev.switchboard.wire.anthropic.reply.ReplyReader;
import dev.switchboard.wire.anthropic.reply.UsageReader;
import java.util.Optional;

/** Watches one reply. Events say in their name what they are; only the few with usage or an error are parsed. */
final class MessagesObserver implements RelayObserver {
    private final UsageReader usage = new UsageReader();
    private boolean complete;

    @Override
    public Observation observe(UpstreamEvent event) {
        if (event.data().isEmpty()) {
            return Observation.OTHER;
        }
        return switch (EventName.of(event)) {
            case "content_block_start", "content_block_delta" -> Observation.CONTENT;
            case "message_start" -> usage(json(event).get("message").get("usage"));
            case "message_delta" -> usage(json(event).get("usage"));
            case "message_stop" -> {
                complete = true;
                yield Observation.END;
            }
            case "error" -> Observation.failure(ErrorReader.inStream(event.data()));
            default -> Observation.OTHER;
        };
    }

    private Observation usage(JsonValue reported) {
        return reported.isObject() ? Observation.usage(usage.add(reported), false) : Observation.OTHER;
    }

    private static JsonValue json(UpstreamEvent event) {
        return json(event.data());
    }

    private static JsonValue json(Bytes text) {
        return JsonValue.read(text).orElse(JsonValue.MISSING);
    }

    @Override
    public String outputText(UpstreamEvent event) {
        JsonValue delta = json(event).get("delta");
        return delta.string("text")
                .or(() -> delta.string("thinking"))
                .or(() -> delta.string("partial_json"))
                .orElse("");
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<Usage> usage(UpstreamReply reply) {
        reply.requireJson();
        Optional<JsonValue> body = JsonValue.read(reply.body());
        body.ifPresent(MessagesObserver::requireReply);
        return body.map(told -> told.get("usage")).filter(JsonValue::isObject).map(new UsageReader()::add);
    }

    /** Any object but an error: what its members mean is for the caller to say. */
    private static void requireReply(JsonValue reply) {
        if (reply.get("error").isObject() && reply.get("content").isNull()) {
            throw ReplyReader.unexpected(reply);
        }
    }
}
