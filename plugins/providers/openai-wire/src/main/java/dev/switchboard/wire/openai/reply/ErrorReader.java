package dev.switchboard.wire.openai.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.Optional;

/** Turns a server's error, in whatever form it comes, into one of the gateway's; the words stay the server's. */
public final class ErrorReader {
    private ErrorReader() {}

    /** Reads a reply with a status of 400 or more; any other status counts as a failure of the server. */
    public static GatewayError read(UpstreamReply reply) {
        int status = reply.status() >= 400 && reply.status() <= 599 ? reply.status() : 502;
        ErrorBody body = ErrorBody.read(reply.body());
        return error(body, ErrorKinds.of(status, body), status, RetryAfter.read(reply.headers()));
    }

    /** Reads an error that came inside a stream that began well. */
    public static GatewayError inStream(Bytes data) {
        return inReply(JsonValue.read(data).orElse(JsonValue.MISSING), ErrorBody.read(data));
    }

    /** Reads an error that came inside a reply with a good status. */
    public static GatewayError inReply(JsonValue reply) {
        return inReply(reply, ErrorBody.read(reply));
    }

    private static GatewayError inReply(JsonValue reply, ErrorBody body) {
        int told = statusIn(reply.get("error"), body);
        ErrorKind kind = ErrorKinds.of(told, body);
        return error(body, kind, told == 0 ? kind.status() : told, Optional.empty());
    }

    /** A status that the error itself names, or 0. */
    private static int statusIn(JsonValue error, ErrorBody body) {
        long status = error.integer("status_code")
                .orElseGet(() -> error.integer("status").orElseGet(() -> number(body.code())));
        return status >= 400 && status <= 599 ? (int) status : 0;
    }

    private static long number(Optional<String> code) {
        return code.filter(value -> value.matches("[0-9]{3}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static GatewayError error(ErrorBody body, ErrorKind kind, int status, Optional<Duration> retryAfter) {
        String message = body.message().isBlank()
                ? "the upstream answered with status " + status + " and without a message"
                : body.message();
        GatewayError.Builder error =
                GatewayError.builder(kind, message).status(status).fromUpstream();
        body.type().ifPresent(error::type);
        body.code().ifPresent(error::code);
        body.param().ifPresent(error::param);
        retryAfter.ifPresent(error::retryAfter);
        return error.build();
    }
}
