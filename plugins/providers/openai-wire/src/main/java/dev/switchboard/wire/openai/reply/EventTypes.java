package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamEvent;
import java.nio.charset.StandardCharsets;

/** The type of an event that has its type as name, or inside, or both. */
public final class EventTypes {
    private static final byte[] TYPE_FIRST = "{\"type\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTE = {'"'};

    private EventTypes() {}

    /** The type; empty if it has none. Pictures are long, so the whole event is read only if its head does not say. */
    public static String of(UpstreamEvent event) {
        if (!event.name().isEmpty()) {
            return event.name();
        }
        Bytes data = event.data();
        if (data.startsWith(TYPE_FIRST)) {
            int end = data.indexOf(QUOTE, TYPE_FIRST.length);
            return end < 0 ? "" : data.slice(TYPE_FIRST.length, end).utf8();
        }
        return JsonValue.read(data).flatMap(json -> json.string("type")).orElse("");
    }
}
