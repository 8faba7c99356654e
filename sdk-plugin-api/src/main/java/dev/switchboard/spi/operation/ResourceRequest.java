package dev.switchboard.spi.operation;

import dev.switchboard.spi.io.Bytes;
import java.util.Objects;
import java.util.Optional;

/**
 * A call on something that a provider keeps. The reply is the provider's own, verbatim.
 *
 * @param method such as {@code GET}, in upper case
 * @param path   below the provider's base URL, percent-encoded, such as {@code /responses/resp_1}
 * @param query  as the caller sent it
 * @param body   empty bytes for none
 */
public record ResourceRequest(String method, String path, Optional<String> query, Bytes body) {
    /** @throws IllegalArgumentException if the path does not begin with a slash, or leads elsewhere by dots */
    public ResourceRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(query);
        Objects.requireNonNull(body);
        if (!path.startsWith("/") || path.contains("/.") || path.contains("?") || path.contains("#")) {
            throw new IllegalArgumentException("path: expected a slash, and neither dots behind a slash nor a query");
        }
    }

    /** Method and sizes only: names of stored things are confidential. */
    @Override
    public String toString() {
        return "ResourceRequest[" + method + ", " + body + "]";
    }
}
