package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.wire.openai.reply.ErrorReader;

/** Reads errors: a list, of which the first counts, and a trace. What OpenAI's errors tell the same way is read as they are. */
final class Errors {
    private Errors() {}

    static GatewayError read(UpstreamReply reply) {
        JsonValue first = JsonValue.read(reply.body()).orElse(JsonValue.MISSING).get("errors").elements().stream()
                .findFirst()
                .orElse(JsonValue.MISSING);
        if (first.filled("message").isEmpty()) {
            return ErrorReader.read(reply);
        }
        Bytes body = new JsonWriter()
                .object()
                .object("error")
                .string("message", first.string("message"))
                .string("code", first.string("code"))
                .endObject()
                .endObject()
                .bytes();
        GatewayError error = ErrorReader.read(new UpstreamReply(reply.status(), reply.headers(), body));
        return first.string("code").filter("token_quota_reached"::equals).isPresent() ? quota(error) : error;
    }

    /** Waiting does not help until the plan's tokens are filled up again. */
    private static GatewayError quota(GatewayError error) {
        return GatewayError.builder(ErrorKind.QUOTA, error.message())
                .status(error.status())
                .code("token_quota_reached")
                .fromUpstream()
                .build();
    }
}
