package dev.switchboard.wire.anthropic.reply;

import dev.switchboard.spi.error.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What kind an error is: by its documented type, where that leaves it open by the server's words, else by the status. */
final class ErrorKinds {
    private static final Map<String, ErrorKind> BY_TYPE = Map.of(
            "authentication_error", ErrorKind.AUTHENTICATION,
            "permission_error", ErrorKind.PERMISSION,
            "not_found_error", ErrorKind.NOT_FOUND,
            "request_too_large", ErrorKind.TOO_LARGE,
            "rate_limit_error", ErrorKind.RATE_LIMIT,
            "billing_error", ErrorKind.QUOTA,
            "overloaded_error", ErrorKind.OVERLOADED,
            "timeout_error", ErrorKind.UPSTREAM_TIMEOUT,
            "api_error", ErrorKind.UPSTREAM);

    private static final Map<String, Integer> STATUS = Map.of("overloaded_error", 529, "api_error", 500);

    /** What {@code invalid_request_error} may mean beside an invalid request. */
    private static final List<Words> BY_WORDS = List.of(
            new Words("prompt is too long", ErrorKind.CONTEXT_WINDOW),
            new Words("exceed context limit", ErrorKind.CONTEXT_WINDOW),
            new Words("exceeds the maximum number of tokens", ErrorKind.CONTEXT_WINDOW),
            new Words("input is too long", ErrorKind.CONTEXT_WINDOW),
            new Words("credit balance is too low", ErrorKind.QUOTA),
            new Words("reached your specified api usage limits", ErrorKind.QUOTA),
            new Words("content filtering policy", ErrorKind.CONTENT_POLICY));

    private record Words(String phrase, ErrorKind kind) {}

    private ErrorKinds() {}

    /** @param status 400 to 599, or 0 if there is none */
    static ErrorKind of(String type, String message, int status) {
        if (type.equals("invalid_request_error") || type.isEmpty() && (status == 400 || status == 413)) {
            return byWords(message).orElseGet(() -> byStatus(status == 0 ? 400 : status));
        }
        return Optional.ofNullable(BY_TYPE.get(type)).orElseGet(() -> byStatus(status));
    }

    /** The status under which an error goes on that came without one. */
    static int status(String type, ErrorKind kind) {
        return STATUS.getOrDefault(type, kind.status());
    }

    private static Optional<ErrorKind> byWords(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return BY_WORDS.stream()
                .filter(each -> words.contains(each.phrase()))
                .map(Words::kind)
                .findFirst();
    }

    private static ErrorKind byStatus(int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 402 -> ErrorKind.QUOTA;
            case 403 -> ErrorKind.PERMISSION;
            case 404 -> ErrorKind.NOT_FOUND;
            case 405 -> ErrorKind.METHOD_NOT_ALLOWED;
            case 408, 504, 524 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 409 -> ErrorKind.UPSTREAM; // may pass: the official SDKs try again
            case 413 -> ErrorKind.TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 400 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
}
