package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Google's error object, {@code {"error": {code, message, status, details}}}, also as the only element of an array, as an
 * unframed stream has it.
 *
 * @param error the object; {@link JsonValue#MISSING} where there is none
 */
record ErrorBody(JsonValue error) {
    private static final String TYPES = "type.googleapis.com/google.rpc.";

    static ErrorBody read(Bytes body) {
        return of(JsonValue.read(body).orElse(JsonValue.MISSING));
    }

    static ErrorBody of(JsonValue reply) {
        List<JsonValue> elements = reply.elements();
        JsonValue error = (elements.isEmpty() ? reply : elements.getFirst()).get("error");
        return new ErrorBody(error);
    }

    /** The words for people, also where the error is nothing but them. */
    String message() {
        return error.filled("message").or(error::string).orElse("");
    }

    /** The name of the code, such as {@code RESOURCE_EXHAUSTED}. */
    Optional<String> status() {
        return error.filled("status");
    }

    /** The HTTP status it names, or 0. */
    int code() {
        long code = error.integer("code").orElse(0);
        return code >= 400 && code <= 599 ? (int) code : 0;
    }

    /** A detail of that type, such as {@code RetryInfo}. */
    JsonValue detail(String type) {
        return error.get("details").elements().stream()
                .filter(detail -> detail.string("@type").orElse("").equals(TYPES + type))
                .findFirst()
                .orElse(JsonValue.MISSING);
    }

    /** Google's short word for the cause, such as {@code API_KEY_INVALID}. */
    Optional<String> reason() {
        return detail("ErrorInfo").filled("reason");
    }

    /** The field that is at fault. */
    Optional<String> field() {
        return detail("BadRequest").get("fieldViolations").elements().stream()
                .flatMap(violation -> violation.filled("field").stream())
                .findFirst();
    }
}
