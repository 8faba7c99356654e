package dev.switchboard.dialect.anthropic;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.function.Consumer;

/** Frames events: clients of this format ignore an event without a name. */
final class Events {
    static final Headers HEADERS = Headers.of(
            "content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache", "x-accel-buffering", "no");

    /** The format's own filler; clients that watch for silence count it as a sign of life. */
    static final Bytes PING = frame("ping", new JsonText("{\"type\": \"ping\"}"));

    private Events() {}

    /** An event of a block. */
    static Bytes block(String name, int index, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object().string("type", name).integer("index", index);
        members.accept(json);
        return frame(name, json.endObject().text());
    }

    /** An event. Line breaks stood between the tokens of JSON that came from elsewhere; here they would cut it. */
    static Bytes frame(String name, JsonText data) {
        return Bytes.utf8(
                "event: " + name + "\ndata: " + data.text().replace('\n', ' ').replace('\r', ' ') + "\n\n");
    }
}
