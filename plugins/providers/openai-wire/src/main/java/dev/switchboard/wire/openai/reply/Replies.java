package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;

/** Reads whole replies of JSON. */
public final class Replies {
    private Replies() {}

    /**
     * Reads an object.
     *
     * @param expectation what it should be, for the message if it is something else
     * @throws GatewayException with the server's own error if it holds one; of kind {@link ErrorKind#UPSTREAM} if it is no object
     */
    public static JsonValue read(Bytes body, String expectation) {
        JsonValue reply = JsonValue.read(body).filter(JsonValue::isObject).orElseThrow(() -> unexpected(expectation));
        if (!reply.get("error").isNull()) {
            throw ErrorReader.inReply(reply).asException();
        }
        return reply;
    }

    /** Says that a reply is none. */
    public static GatewayException unexpected(String expectation) {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with something else (expected: " + expectation + ")");
    }

    /** A count, 0 if absent or negative. */
    public static long count(JsonValue object, String name) {
        return Math.max(object.integer(name).orElse(0), 0);
    }
}
