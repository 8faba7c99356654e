package dev.switchboard.spi.upstream;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import java.net.URI;
import java.util.Objects;

/**
 * A request to an upstream. The gateway adds {@code host} and {@code content-length} and nothing else.
 *
 * @param method  in upper case
 * @param url     absolute, {@code http} or {@code https}, without user info and fragment
 * @param headers including the credentials
 * @param body    empty for none
 * @param framing how a streamed reply's events are told apart
 */
public record UpstreamRequest(String method, URI url, Headers headers, Bytes body, Framing framing) {
    /** @throws IllegalArgumentException if the URL is not absolute */
    public UpstreamRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(framing);
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "url: " + url.getScheme() + "://" + url.getHost() + " (expected: an absolute http or https URL)");
        }
    }

    /** A {@code POST} of JSON whose streamed reply are server-sent events. */
    public static UpstreamRequest post(URI url, Headers headers, Bytes json) {
        return new UpstreamRequest("POST", url, headers, json, Framing.SSE);
    }

    /** The same request with another body. */
    public UpstreamRequest withBody(Bytes newBody) {
        return new UpstreamRequest(method, url, headers, newBody, framing);
    }

    /** The same request with other headers. */
    public UpstreamRequest withHeaders(Headers newHeaders) {
        return new UpstreamRequest(method, url, newHeaders, body, framing);
    }

    /** Method and host only: header, path and body may hold secrets. */
    @Override
    public String toString() {
        return "UpstreamRequest[" + method + " " + url.getHost() + ", " + body + "]";
    }
}
