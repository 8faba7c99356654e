package dev.switchboard.pipeline.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.identity.Credentials;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which header fields cross the gateway. The lists are closed on what must not pass and open for everything else. */
public final class HeaderRules {
    /** RFC 9110, section 7.6.1, and the older names that are still seen. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** What the gateway says itself, or what describes the caller's network rather than the call. */
    private static final Set<String> OF_THE_CALLER = Set.of(
            "host",
            "content-length",
            "accept-encoding",
            "expect",
            "origin",
            "referer",
            "forwarded",
            "via",
            "x-real-ip",
            "x-request-id");

    private static final Set<String> NOT_TO_UPSTREAM = union(OF_ONE_CONNECTION, OF_THE_CALLER);

    /** What the gateway's server says itself, or what holds for the upstream's site only. */
    private static final Set<String> OF_THE_UPSTREAM = Set.of(
            "content-length",
            "date",
            "server",
            "set-cookie",
            "alt-svc",
            "strict-transport-security",
            "report-to",
            "nel");

    private static final Set<String> NOT_TO_CALLER = union(OF_ONE_CONNECTION, OF_THE_UPSTREAM);

    /** What says something about the call itself, in whatever format its body is, beside every limit on rates. */
    private static final Set<String> OF_THE_CALL = Set.of(
            "retry-after",
            "retry-after-ms",
            "x-should-retry",
            "request-id",
            "x-request-id",
            "apim-request-id",
            "x-goog-request-id",
            "x-amzn-requestid");

    private HeaderRules() {}

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The fields of a caller's request that may go to an upstream. */
    public static Headers toUpstream(Headers caller) {
        Set<String> named = namedByConnection(caller);
        return caller.filter(field -> {
            String name = field.toLowerCase(Locale.ROOT);
            return !NOT_TO_UPSTREAM.contains(name)
                    && !named.contains(name)
                    && !Credentials.isCredential(name)
                    && !name.startsWith("x-forwarded-")
                    && !name.startsWith("x-switchboard-")
                    && !name.startsWith("x-litellm-")
                    && !name.startsWith("sec-");
        });
    }

    /** The caller's query without the key that some put there; whatever else it says, such as how to frame a stream, goes on. */
    static Optional<String> toUpstream(Optional<String> query) {
        return query.map(text -> Stream.of(text.split("&", -1))
                        .filter(parameter -> !isKey(parameter))
                        .collect(Collectors.joining("&")))
                .filter(text -> !text.isEmpty());
    }

    /** However it is encoded: the credentials are looked up by the decoded name. */
    private static boolean isKey(String parameter) {
        String name = parameter.replaceFirst("=.*$", "");
        return name.equals("key")
                || name.contains("%") && URLDecoder.decode(name, UTF_8).equals("key");
    }

    /** The fields of an upstream's reply that may go to a caller. */
    public static Headers toCaller(Headers upstream) {
        Set<String> named = namedByConnection(upstream);
        return upstream.filter(field -> {
            String name = field.toLowerCase(Locale.ROOT);
            return !NOT_TO_CALLER.contains(name) && !named.contains(name);
        });
    }

    /** The fields of an upstream's reply that may go to a caller who gets it in another format: what clients act on. */
    public static Headers aboutTheCall(Headers upstream) {
        return toCaller(upstream).filter(field -> {
            String name = field.toLowerCase(Locale.ROOT);
            return OF_THE_CALL.contains(name) || name.contains("ratelimit");
        });
    }

    private static Set<String> namedByConnection(Headers headers) {
        if (!headers.has("connection")) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String value : headers.all("connection")) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
