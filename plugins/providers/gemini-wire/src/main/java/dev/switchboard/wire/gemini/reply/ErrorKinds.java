package dev.switchboard.wire.gemini.reply;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kind an error is: by its reason, then by phrases where one status stands for several causes, then by the name of its
 * code, then by the HTTP status. Sources are Google's tables of codes and the recordings.
 */
final class ErrorKinds {
    private static final Map<String, ErrorKind> BY_REASON = Map.of(
            "API_KEY_INVALID", ErrorKind.AUTHENTICATION, // comes with status 400
            "API_KEY_SERVICE_BLOCKED", ErrorKind.PERMISSION,
            "ACCESS_TOKEN_EXPIRED", ErrorKind.AUTHENTICATION,
            "ACCESS_TOKEN_TYPE_UNSUPPORTED", ErrorKind.AUTHENTICATION,
            "CREDENTIALS_MISSING", ErrorKind.AUTHENTICATION,
            "SERVICE_DISABLED", ErrorKind.PERMISSION,
            "CONSUMER_INVALID", ErrorKind.PERMISSION,
            "BILLING_DISABLED", ErrorKind.QUOTA);

    private static final Map<String, ErrorKind> BY_STATUS = Map.ofEntries(
            Map.entry("INVALID_ARGUMENT", ErrorKind.INVALID_REQUEST),
            Map.entry("FAILED_PRECONDITION", ErrorKind.INVALID_REQUEST),
            Map.entry("OUT_OF_RANGE", ErrorKind.INVALID_REQUEST),
            Map.entry("UNAUTHENTICATED", ErrorKind.AUTHENTICATION),
            Map.entry("PERMISSION_DENIED", ErrorKind.PERMISSION),
            Map.entry("NOT_FOUND", ErrorKind.NOT_FOUND),
            Map.entry("RESOURCE_EXHAUSTED", ErrorKind.RATE_LIMIT),
            Map.entry("UNIMPLEMENTED", ErrorKind.UNSUPPORTED),
            Map.entry("UNAVAILABLE", ErrorKind.OVERLOADED),
            Map.entry("DEADLINE_EXCEEDED", ErrorKind.UPSTREAM_TIMEOUT),
            Map.entry("ABORTED", ErrorKind.UPSTREAM),
            Map.entry("CANCELLED", ErrorKind.UPSTREAM),
            Map.entry("INTERNAL", ErrorKind.UPSTREAM),
            Map.entry("UNKNOWN", ErrorKind.UPSTREAM));

    private static final List<String> CONTEXT_WINDOW = List.of(
            "exceeds the maximum number of tokens", // Gemini API, Vertex
            "input context is too long",
            "exceeds the maximum context length");

    private static final List<String> SPENT = List.of("credits are depleted", "spending cap", "monthly spend limit");

    private ErrorKinds() {}

    /** @param status 400 to 599, or 0 if there is none */
    static ErrorKind of(int status, ErrorBody body) {
        String words = body.message().toLowerCase(Locale.ROOT);
        Optional<ErrorKind> named = body.status().map(BY_STATUS::get);
        return body.reason()
                .map(BY_REASON::get)
                .or(() -> CONTEXT_WINDOW.stream().anyMatch(words::contains)
                        ? Optional.of(ErrorKind.CONTEXT_WINDOW)
                        : Optional.empty())
                .or(() -> named.filter(ErrorKind.RATE_LIMIT::equals)
                        .map(kind -> isSpent(body, words) ? ErrorKind.QUOTA : kind))
                .or(() -> named)
                .orElseGet(() -> byHttpStatus(status));
    }

    /** A limit of a day is not lifted by waiting as long as a caller would. */
    private static boolean isSpent(ErrorBody body, String words) {
        List<JsonValue> violations =
                body.detail("QuotaFailure").get("violations").elements();
        return SPENT.stream().anyMatch(words::contains)
                || violations.stream()
                        .anyMatch(each -> each.string("quotaId").orElse("").contains("PerDay"));
    }

    private static ErrorKind byHttpStatus(int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 403 -> ErrorKind.PERMISSION;
            case 404 -> ErrorKind.NOT_FOUND;
            case 405 -> ErrorKind.METHOD_NOT_ALLOWED;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 413 -> ErrorKind.TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 400 && status < 499 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
}
