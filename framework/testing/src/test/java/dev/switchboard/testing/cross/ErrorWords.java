package dev.switchboard.testing.cross;

import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a caller of a format finds in an error. */
record ErrorWords(Optional<String> message, Optional<String> type, Optional<String> code, Optional<String> param) {
    private static final Set<String> ANTHROPIC_TYPES = Set.of(
            "invalid_request_error",
            "authentication_error",
            "billing_error",
            "permission_error",
            "not_found_error",
            "conflict_error",
            "request_too_large",
            "rate_limit_error",
            "timeout_error",
            "api_error",
            "overloaded_error");

    static ErrorWords read(ChatFormat format, String body) {
        JsonValue error =
                JsonValue.read(Bytes.utf8(body)).orElse(JsonValue.MISSING).get("error");
        if (format != ChatFormat.GEMINI) {
            return new ErrorWords(
                    error.string("message"), error.string("type"), error.string("code"), error.string("param"));
        }
        return new ErrorWords(
                error.string("message"),
                error.string("status"),
                detail(error, "ErrorInfo")
                        .flatMap(info -> info.string("reason").stream())
                        .findFirst(),
                detail(error, "BadRequest")
                        .flatMap(request -> request.get("fieldViolations").elements().stream())
                        .flatMap(violation -> violation.string("field").stream())
                        .findFirst());
    }

    private static Stream<JsonValue> detail(JsonValue error, String type) {
        return error.get("details").elements().stream()
                .filter(detail -> detail.string("@type").orElse("").endsWith("." + type));
    }

    /** Whether the format's own clients know this type. OpenAI's take any. */
    boolean hasTypeOf(ChatFormat format) {
        return switch (format) {
            case CHAT, RESPONSES -> type.isPresent();
            case MESSAGES -> type.filter(ANTHROPIC_TYPES::contains).isPresent();
            case GEMINI -> type.filter(name -> name.matches("[A-Z_]+")).isPresent();
        };
    }
}
