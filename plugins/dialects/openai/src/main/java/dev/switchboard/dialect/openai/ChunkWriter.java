package dev.switchboard.dialect.openai;

import dev.switchboard.spi.chat.ChatEvent;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.usage.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

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

    private static final Bytes DONE = Bytes.utf8("data: [DONE]\n\n");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] END = ascii("]}");
    private static final byte[] NO_CHOICES = ascii("],");

    private final String object;
    private final String idPrefix;
    private byte[] head = new byte[0];

    ChunkWriter(String object, String idPrefix) {
        this.object = object;
        this.idPrefix = idPrefix;
    }

    /** Takes what all chunks have in common. */
    void start(ChatEvent.Started event) {
        String id = Envelope.id(event.id(), idPrefix);
        Bytes whole = Json.write(256, json -> {
            json.writeStartObject();
            Envelope.writeHead(json, id, object, event.created(), event.model(), OwnExtras.in(event.extras()));
            json.writeArrayPropertyStart("choices");
            json.writeEndArray();
            json.writeEndObject();
        });
        head = Bytes.concat(Bytes.wrap(DATA), whole.slice(0, whole.length() - END.length))
                .toArray();
    }

    /** A chunk with one choice. */
    Bytes chunk(Consumer<JsonGenerator> choice) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 160);
        out.writeBytes(head);
        Json.write(out, choice);
        out.writeBytes(END);
        return frame(out.toByteArray());
    }

    /** A chunk that an upstream of this format made and that has no canonical form. */
    Bytes foreign(JsonText chunk) {
        return frame(("data: " + chunk.text()).getBytes(StandardCharsets.UTF_8));
    }

    /** Ends an event. Line breaks stood between the tokens of JSON that came from elsewhere; here they would cut it. */
    private static Bytes frame(byte[] event) {
        byte[] framed = Arrays.copyOf(event, event.length + 2);
        for (int i = 0; i < event.length; i++) {
            if (framed[i] == '\n' || framed[i] == '\r') {
                framed[i] = ' ';
            }
        }
        framed[event.length] = '\n';
        framed[event.length + 1] = '\n';
        return Bytes.wrap(framed);
    }

    /** The chunk with usage, which has no choices, and the end mark. */
    Bytes endWithUsage(Usage usage) {
        Bytes object = Json.write(256, json -> {
            json.writeStartObject();
            UsageWriter.write(json, usage);
            json.writeEndObject();
        });
        Bytes members = object.slice(1, object.length());
        Bytes chunk = Bytes.concat(Bytes.wrap(head), Bytes.wrap(NO_CHOICES), members);
        return Bytes.concat(frame(chunk.array()), DONE);
    }

    /** The end mark. */
    Bytes end() {
        return DONE;
    }

    /** An error as the last event. */
    static Bytes error(GatewayError error) {
        Bytes event = Bytes.concat(Bytes.wrap(DATA), Json.write(256, json -> Errors.write(json, error)));
        return frame(event.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
