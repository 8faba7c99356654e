package dev.switchboard.wire.openai;

import dev.switchboard.spi.http.Headers;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One server of this format.
 *
 * @param baseUrl   absolute, up to and including the version, such as {@code https://api.openai.com/v1}; its query, if it has
 *                one, goes into each call
 * @param headers   what each call carries, the credentials included
 * @param quirks    where it departs from the format that most servers understand
 * @param modelPath what stands before the model's name in the path, such as {@code /deployments/}; empty for servers that read
 *                  the name from the body
 */
public record Connection(URI baseUrl, Headers headers, Quirks quirks, Optional<String> modelPath) {
    /** @throws IllegalArgumentException if the base URL cannot be one; the message is for the operator */
    public Connection {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(quirks);
        Objects.requireNonNull(modelPath);
        String scheme = baseUrl.getScheme();
        boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        if (!web || baseUrl.getHost() == null || baseUrl.getUserInfo() != null || baseUrl.getFragment() != null) {
            throw new IllegalArgumentException("base-url: expected an absolute http or https URL without user name and"
                    + " fragment, such as https://api.example.com/v1");
        }
    }

    /** A server that reads the model's name from the body. */
    public Connection(URI baseUrl, Headers headers, Quirks quirks) {
        this(baseUrl, headers, quirks, Optional.empty());
    }

    /**
     * The address of an operation.
     *
     * @param path  such as {@code /chat/completions}
     * @param query the caller's query, as it was sent
     */
    public URI url(String path, Optional<String> query) {
        String base = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        String own = baseUrl.getRawQuery() == null ? "" : baseUrl.getRawQuery();
        String more = query.orElse("");
        String both = own + (own.isEmpty() || more.isEmpty() ? "" : "&") + more;
        return URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + base.replaceFirst("/+$", "") + path
                + (both.isEmpty() ? "" : "?" + both));
    }

    /** The header fields of a call with a JSON body. */
    public Headers jsonHeaders() {
        return headers.toBuilder()
                .setIfAbsent("content-type", "application/json")
                .build();
    }

    /** The host only: header fields are secrets. */
    @Override
    public String toString() {
        return "Connection[" + baseUrl.getHost() + "]";
    }
}
