package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.util.Optional;

/** Turns Google's errors into the gateway's; the words stay Google's. */
public final class ErrorReader {
    private ErrorReader() {}

    /** Reads a reply with a status of 400 or more. */
    public static GatewayError read(UpstreamReply reply) {
        int status = reply.status() >= 400 && reply.status() <= 599 ? reply.status() : 502;
        return error(ErrorBody.read(reply.body()), status, reply.headers());
    }

    /** The error that a reply with a good status, or an event of one, holds. */
    public static Optional<GatewayError> inReply(JsonValue reply) {
        ErrorBody body = ErrorBody.of(reply);
        if (body.error().isBlank()) {
            return blocked(reply.get("promptFeedback"));
        }
        int told = body.code();
        int status = told == 0 ? ErrorKinds.of(0, body).status() : told;
        return Optional.of(error(body, status, Headers.none()));
    }

    /** A prompt that was refused has no candidates, and a reason. */
    private static Optional<GatewayError> blocked(JsonValue feedback) {
        return feedback.get("blockReason").scalar().map(reason -> {
            String message = feedback.filled("blockReasonMessage").orElse("The prompt was blocked.");
            return GatewayError.builder(ErrorKind.CONTENT_POLICY, message + " Block reason: " + reason)
                    .code(reason)
                    .param("contents")
                    .fromUpstream()
                    .build();
        });
    }

    private static GatewayError error(ErrorBody body, int status, Headers headers) {
        String message = body.message().isBlank()
                ? "the upstream answered with status " + status + " and without a message"
                : body.message();
        GatewayError.Builder error = GatewayError.builder(ErrorKinds.of(status, body), message)
                .status(status)
                .fromUpstream();
        body.status().ifPresent(error::type);
        body.reason().ifPresent(error::code);
        body.field().ifPresent(error::param);
        RetryAfter.read(headers, body.detail("RetryInfo")).ifPresent(error::retryAfter);
        return error.build();
    }
}
