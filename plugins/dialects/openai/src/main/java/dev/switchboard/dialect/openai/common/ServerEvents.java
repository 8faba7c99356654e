package dev.switchboard.dialect.openai.common;

import dev.switchboard.spi.dialect.StreamEncoder;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.stream.StreamEvent;
import java.util.function.Consumer;
import java.util.function.Function;

/** Frames a reply as server-sent events, each with its type as its name and inside. The connection's end ends the reply. */
public abstract class ServerEvents<E extends StreamEvent> implements StreamEncoder<E> {
    private static final Headers HEADERS = Headers.of(
            "content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache", "x-accel-buffering", "no");
    private static final Bytes KEEP_ALIVE = Bytes.utf8(": keep-alive\n\n");

    private final Function<GatewayError, Bytes> errors;

    /** An encoder. @param errors writes the last event of a reply that failed */
    protected ServerEvents(Function<GatewayError, Bytes> errors) {
        this.errors = errors;
    }

    /** One event. @param members writes all but the type */
    protected static Bytes event(String type, Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter().object().string("type", type);
        members.accept(json);
        // Line breaks may stand between the tokens of JSON that came from elsewhere; here they would cut the event.
        String data = json.endObject().text().text().replace('\n', ' ').replace('\r', ' ');
        return Bytes.utf8("event: " + type + "\ndata: " + data + "\n\n");
    }

    @Override
    public final Headers headers() {
        return HEADERS;
    }

    @Override
    public Bytes end() {
        return Bytes.empty();
    }

    @Override
    public final Bytes error(GatewayError error) {
        return errors.apply(error);
    }

    @Override
    public final Bytes keepAlive() {
        return KEEP_ALIVE;
    }
}
