package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;

/** What an event of a stream calls itself: in its name, or, where the framing has none, in its data. */
public final class EventName {
    private EventName() {}

    /** The name, such as {@code message_start}; empty if it has none. */
    public static String of(UpstreamEvent event) {
        return event.name().isEmpty()
                        || event.name().equals("message")
                        || event.name().equals("chunk")
                ? JsonValue.read(event.data())
                        .flatMap(data -> data.string("type"))
                        .orElse("")
                : event.name();
    }
}
