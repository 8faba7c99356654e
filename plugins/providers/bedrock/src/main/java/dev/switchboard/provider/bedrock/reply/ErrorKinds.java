package dev.switchboard.provider.bedrock.reply;

import dev.switchboard.spi.error.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kind an error is: by the name of AWS's exception, where that leaves it open by its words, else by the status.
 *
 * <p>Sources: the exceptions and their statuses in the service model of the runtime API (botocore 1.44.5), "Common errors" of AWS's
 * references, and messages as recorded.
 */
final class ErrorKinds {
    private static final Map<String, ErrorKind> BY_NAME = Map.ofEntries(
            Map.entry("throttlingexception", ErrorKind.RATE_LIMIT),
            Map.entry("toomanyrequestsexception", ErrorKind.RATE_LIMIT),
            Map.entry("servicequotaexceededexception", ErrorKind.QUOTA),
            Map.entry("modelnotreadyexception", ErrorKind.OVERLOADED),
            Map.entry("serviceunavailableexception", ErrorKind.OVERLOADED),
            Map.entry("serviceunavailable", ErrorKind.OVERLOADED),
            Map.entry("modeltimeoutexception", ErrorKind.UPSTREAM_TIMEOUT),
            Map.entry("modelerrorexception", ErrorKind.UPSTREAM),
            Map.entry("modelstreamerrorexception", ErrorKind.UPSTREAM),
            Map.entry("internalserverexception", ErrorKind.UPSTREAM),
            Map.entry("internalfailure", ErrorKind.UPSTREAM),
            Map.entry("resourcenotfoundexception", ErrorKind.NOT_FOUND),
            Map.entry("unknownoperationexception", ErrorKind.NOT_FOUND),
            Map.entry("unrecognizedclientexception", ErrorKind.AUTHENTICATION),
            Map.entry("invalidsignatureexception", ErrorKind.AUTHENTICATION),
            Map.entry("signaturedoesnotmatch", ErrorKind.AUTHENTICATION),
            Map.entry("incompletesignatureexception", ErrorKind.AUTHENTICATION),
            Map.entry("missingauthenticationtokenexception", ErrorKind.AUTHENTICATION),
            Map.entry("expiredtokenexception", ErrorKind.AUTHENTICATION),
            Map.entry("invalidclienttokenid", ErrorKind.AUTHENTICATION),
            Map.entry("accessdeniedexception", ErrorKind.PERMISSION));

    /** What names leave open. */
    private static final List<Words> BY_WORDS = List.of(
            new Words("input is too long", ErrorKind.CONTEXT_WINDOW),
            new Words("prompt is too long", ErrorKind.CONTEXT_WINDOW),
            new Words("too many input tokens", ErrorKind.CONTEXT_WINDOW),
            new Words("exceeds the maximum number of tokens", ErrorKind.CONTEXT_WINDOW),
            new Words("exceed context limit", ErrorKind.CONTEXT_WINDOW),
            new Words("maximum context length", ErrorKind.CONTEXT_WINDOW),
            new Words("content filtering policy", ErrorKind.CONTENT_POLICY),
            new Words("blocked by our content filters", ErrorKind.CONTENT_POLICY),
            new Words("model identifier is invalid", ErrorKind.NOT_FOUND));

    private record Words(String phrase, ErrorKind kind) {}

    private ErrorKinds() {}

    /**
     * The kind.
     *
     * @param name   of the exception; empty if unknown
     * @param status 400 to 599, or 0 if there is none
     */
    static ErrorKind of(String name, String message, int status) {
        String words = message.toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("throttlingexception") && words.contains("per day")) {
            return ErrorKind.QUOTA;
        }
        if (lower.isEmpty() || lower.equals("validationexception")) {
            Optional<ErrorKind> told = BY_WORDS.stream()
                    .filter(each -> words.contains(each.phrase()))
                    .map(Words::kind)
                    .findFirst();
            if (told.isPresent()) {
                return told.get();
            }
        }
        return Optional.ofNullable(BY_NAME.get(lower)).orElseGet(() -> byStatus(lower, status));
    }

    private static ErrorKind byStatus(String name, int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 403 -> ErrorKind.PERMISSION;
            case 404 -> ErrorKind.NOT_FOUND;
            case 405 -> ErrorKind.METHOD_NOT_ALLOWED;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 413 -> ErrorKind.TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 424 -> ErrorKind.UPSTREAM;
            case 503, 529 -> ErrorKind.OVERLOADED;
            case 0 -> name.equals("validationexception") ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
            default -> status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM;
        };
    }
}
