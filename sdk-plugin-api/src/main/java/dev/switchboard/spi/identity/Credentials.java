package dev.switchboard.spi.identity;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where callers of the various dialects put their key. */
public final class Credentials {
    /** Headers that hold a bare key, in the order in which they are looked at. */
    private static final List<String> KEY_HEADERS =
            List.of("x-switchboard-key", "x-litellm-api-key", "x-api-key", "api-key", "x-goog-api-key");

    private static final Set<String> HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-switchboard-key",
            "x-litellm-api-key",
            "x-api-key",
            "api-key",
            "x-goog-api-key");

    private Credentials() {}

    /**
     * The key a request carries: {@code authorization: Bearer}, then the header forms of the other dialects, then the query
     * parameter {@code key} that Gemini's raw clients use.
     */
    public static Optional<String> keyOf(HttpRequest request) {
        Headers headers = request.headers();
        Optional<String> bearer = headers.first("authorization").flatMap(Credentials::withoutScheme);
        if (bearer.isPresent()) {
            return bearer;
        }
        for (String name : KEY_HEADERS) {
            Optional<String> value = headers.first(name);
            if (value.isPresent()) {
                return value.map(key -> withoutScheme(key).orElse(key));
            }
        }
        return request.query().isPresent() ? request.queryParameter("key") : Optional.empty();
    }

    /** Whether a header of that name may hold a credential of the caller's and so must never reach an upstream or a log. */
    public static boolean isCredential(String headerName) {
        return HEADERS.contains(headerName.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> withoutScheme(String value) {
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(value.substring(7).strip())
                : Optional.empty();
    }
}
