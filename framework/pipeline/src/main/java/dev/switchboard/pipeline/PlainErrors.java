package dev.switchboard.pipeline;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Locale;

/**
 * Errors where no dialect is known: on the admin listener, and while no dialect is installed. They have one shape, whoever made
 * them: {@code message}, {@code type}, {@code param} and {@code code}, the last a text, as tools that manage gateways know it.
 */
final class PlainErrors {
    private PlainErrors() {}

    static HttpReply write(GatewayError error) {
        JsonWriter json = new JsonWriter()
                .object()
                .object("error")
                .string("message", error.message())
                .string("type", error.type().orElseGet(() -> error.kind().name().toLowerCase(Locale.ROOT)))
                .stringOrNull("param", error.param())
                .string("code", error.code().orElseGet(() -> Integer.toString(error.status())))
                .endObject()
                .endObject();
        HttpReply reply = HttpReply.json(error.status(), json.text().text());
        return error.retryAfter()
                .map(wait -> reply.withHeader("retry-after", ReplyWriter.seconds(wait)))
                .orElse(reply);
    }
}
