package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;

/**
 * Frames the chunks of one streamed reply as server-sent events. What all chunks of a reply have in common, up to the
 * opening bracket of the choices, is written once and copied from then on. Used by one thread at a time.
 */
public final class ChunkWriter {
    /** The header fields of a stream. */
    public static final Headers HEADERS = Headers.of(
            "content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache", "x-accel-buffering", "no");

    /** A comment: the one filler that every client of this format skips. */
    public static final Bytes KEEP_ALIVE = Bytes.utf8(": keep-alive\n\n");

    private static final String DATA = "data: ";
    private static final Bytes DONE = Bytes.utf8("data: [DONE]\n\n");

    private final String object;
    private final String idPrefix;
    private String head = "";
    private Extras extras = Extras.NONE;

    ChunkWriter(String object, String idPrefix) {
        this.object = object;
        this.idPrefix = idPrefix;
    }

    /** Takes what all chunks have in common. */
    void start(ChatEvent.Started event) {
        JsonWriter json = new JsonWriter().object();
        String id = Envelope.id(event.id(), idPrefix);
        extras = event.extras();
        Envelope.writeHead(json, id, object, event.created(), event.model(), OwnExtras.in(event.extras()));
        head = DATA + json.array("choices").text();
    }

    /** A chunk with one choice. */
    Bytes chunk(JsonWriter choice) {
        return frame(head + choice.text() + "]}");
    }

    /** A chunk that an upstream of this format made and that has no canonical form. */
    Bytes foreign(JsonText chunk) {
        return frame(DATA + chunk);
    }

    /** Ends an event. Line breaks stood between the tokens of JSON that came from elsewhere; here they would cut it. */
    private static Bytes frame(String event) {
        boolean broken = event.indexOf('\n') >= 0 || event.indexOf('\r') >= 0;
        return Bytes.utf8((broken ? event.replace('\n', ' ').replace('\r', ' ') : event) + "\n\n");
    }

    /** The chunk with usage, which has no choices, and the end mark. */
    Bytes endWithUsage(Usage usage) {
        JsonWriter json = new JsonWriter().object();
        UsageWriter.write(json, usage);
        ServiceTier.write(json, usage, extras);
        String members = json.endObject().text().text().substring(1);
        return Bytes.concat(frame(head + "]," + members), DONE);
    }

    /** The end mark. */
    Bytes end() {
        return DONE;
    }

    /** An error as the last event. */
    static Bytes error(GatewayError error) {
        return frame(DATA + Errors.write(error).text());
    }
}
