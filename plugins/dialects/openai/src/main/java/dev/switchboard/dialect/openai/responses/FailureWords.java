package dev.switchboard.dialect.openai.responses;

import dev.switchboard.dialect.openai.Errors;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.time.Duration;

/** A failure as it stands in a response. Clients act on the code, and look for the time to wait in the message. */
final class FailureWords {
    private FailureWords() {}

    static JsonText json(GatewayError error) {
        return new JsonWriter()
                .object()
                .string("code", code(error))
                .string("message", message(error))
                .endObject()
                .text();
    }

    /** An upstream's own code; else one that clients know. */
    private static String code(GatewayError error) {
        return switch (error.kind()) {
            case UPSTREAM, UPSTREAM_TIMEOUT, INTERNAL -> error.code().orElse("server_error");
            case OVERLOADED -> error.code().orElse("server_is_overloaded");
            default -> Errors.code(error).orElse("server_error");
        };
    }

    private static String message(GatewayError error) {
        boolean wait = error.kind() == ErrorKind.RATE_LIMIT
                && error.retryAfter().isPresent()
                && !error.message().contains("try again in");
        return wait
                ? error.message() + " Please try again in "
                        + seconds(error.retryAfter().get()) + "s."
                : error.message();
    }

    private static String seconds(Duration wait) {
        return JsonWriter.number(wait.toMillis() / 1000.0).text();
    }
}
