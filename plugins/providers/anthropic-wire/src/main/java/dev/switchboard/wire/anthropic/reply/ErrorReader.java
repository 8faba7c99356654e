package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.Optional;

/** Turns a server's error into one of the gateway's; the words stay the server's. */
public final class ErrorReader {
    private static final int LONGEST_MESSAGE = 4_000;

    private ErrorReader() {}

    /** Reads a reply with a status of 400 or more; any other status counts as a failure of the server. */
    public static GatewayError read(UpstreamReply reply) {
        int status = reply.status() >= 400 && reply.status() <= 599 ? reply.status() : 502;
        return error(reply.body(), status, retryAfter(reply.headers()));
    }

    /** Reads an error that came inside a stream that began well, or in a reply with a good status. */
    public static GatewayError inStream(Bytes data) {
        return error(data, 0, Optional.empty());
    }

    private static GatewayError error(Bytes body, int status, Optional<Duration> retryAfter) {
        JsonValue json = JsonValue.read(body).orElse(JsonValue.MISSING);
        JsonValue error = json.get("error").isObject() ? json.get("error") : json;
        Optional<String> type = error.filled("type");
        String message = error.filled("message")
                .or(() -> json.filled("error"))
                .map(ErrorReader::cut)
                .orElse("the upstream failed without a message" + (status == 0 ? "" : " and with status " + status));
        ErrorKind kind = ErrorKinds.of(type.orElse(""), message, status);
        GatewayError.Builder read = GatewayError.builder(kind, message)
                .status(status == 0 ? ErrorKinds.status(type.orElse(""), kind) : status)
                .fromUpstream();
        type.ifPresent(read::type);
        error.get("code").scalar().ifPresent(read::code);
        error.filled("param").ifPresent(read::param);
        retryAfter.ifPresent(read::retryAfter);
        return read.build();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** This format's servers say whole seconds. */
    private static Optional<Duration> retryAfter(Headers headers) {
        return headers.first("retry-after")
                .filter(value -> value.matches("[0-9]{1,7}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
