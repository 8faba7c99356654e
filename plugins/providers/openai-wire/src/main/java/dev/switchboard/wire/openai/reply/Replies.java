package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.Arrays;

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
        requireSuccess(reply);
        return reply;
    }

    /** Throws the error that a reply with a good status holds. */
    public static void requireSuccess(JsonValue reply) {
        if (!reply.get("error").isBlank()) {
            throw ErrorReader.inReply(reply).asException();
        }
    }

    /**
     * Throws the error that a reply holds in place of what its format promises. Any other object is a reply: what its members mean
     * is for the caller to say.
     *
     * @param members of which a reply that is no error has one
     */
    public static void requireSuccess(JsonValue reply, String... members) {
        if (Arrays.stream(members).noneMatch(reply.members()::containsKey)) {
            requireSuccess(reply);
        }
    }

    /** Says that a reply is none. */
    public static GatewayException unexpected(String expectation) {
        return unexpected(expectation, "something else");
    }

    /** Says what came in the place of a reply. */
    public static GatewayException unexpected(String expectation, String instead) {
        return GatewayException.of(
                ErrorKind.UPSTREAM, "the upstream answered with " + instead + " (expected: " + expectation + ")");
    }

    /** A count, 0 if absent or negative. */
    public static long count(JsonValue object, String name) {
        return Math.max(object.integer(name).orElse(0), 0);
    }
}
