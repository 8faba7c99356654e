package dev.switchboard.spi.example;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonSyntaxException;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.time.Duration;
import java.util.Optional;

/** Acme's failures in the gateway's terms. */
final class AcmeErrors {
    private AcmeErrors() {}

    // @start region="error"
    /** Acme says {@code {"error": "a sentence", "reason": "too_long"}}; what stands before it may say anything. */
    static GatewayError read(UpstreamReply reply) {
        Optional<JsonDocument> json = json(reply);
        String message = json.flatMap(body -> body.string("error")).orElse("Acme answered " + reply.status());
        Optional<String> reason = json.flatMap(body -> body.string("reason"));
        GatewayError.Builder error = GatewayError.builder(kind(reply.status(), reason), message)
                .status(reply.status())
                .fromUpstream();
        reason.ifPresent(error::code);
        reply.headers()
                .first("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .ifPresent(seconds -> error.retryAfter(Duration.ofSeconds(Long.parseLong(seconds))));
        return error.build();
    }

    private static ErrorKind kind(int status, Optional<String> reason) {
        if (reason.filter("too_long"::equals).isPresent()) {
            return ErrorKind.CONTEXT_WINDOW;
        }
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 503 -> ErrorKind.OVERLOADED;
            default -> status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
    // @end

    private static Optional<JsonDocument> json(UpstreamReply reply) {
        try {
            return Optional.of(JsonDocument.parse(reply.body()));
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
    }
}
