package dev.switchboard.wire.openai.responses;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Reads why a response failed: from the event {@code error}, from {@code response.failed}, or from a whole response. */
final class Failures {
    private Failures() {}

    /** The failure in an event's data. */
    static GatewayError of(Bytes data) {
        return of(JsonValue.read(data).orElse(JsonValue.MISSING));
    }

    /** The failure in an event, a response, or an error's usual envelope. */
    static GatewayError of(JsonValue value) {
        JsonValue response = value.get("response").isObject() ? value.get("response") : value;
        if (!response.get("error").isBlank()) {
            return ErrorReader.inReply(response);
        }
        // the event itself is the error: code, message and param beside its type, which says no more than "error"
        JsonWriter plain = new JsonWriter().object().object("error");
        for (String name : new String[] {"code", "message", "param"}) {
            JsonText text = value.get(name).text();
            if (!text.isNull()) {
                plain.raw(name, text);
            }
        }
        return ErrorReader.inReply(JsonValue.of(plain.endObject().endObject().text()));
    }
}
