package dev.switchboard.spi.upstream;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A request to an upstream. The gateway adds {@code host} and {@code content-length} and nothing else.
 *
 * @param method  in upper case
 * @param url     absolute, {@code http} or {@code https}, without user info and fragment
 * @param headers including the credentials
 * @param body    empty for none
 * @param framing how a streamed reply's events are told apart
 * @param changes what of the caller's request was left out or changed on the way, a sentence each that names the field; the
 *     gateway puts them into the decision log, so that nothing is lost in silence
 */
public record UpstreamRequest(
        String method, URI url, Headers headers, Bytes body, Framing framing, List<String> changes) {
    /** @throws IllegalArgumentException if the URL is not absolute */
    public UpstreamRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(framing);
        changes = List.copyOf(changes);
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "url: " + url.getScheme() + "://" + url.getHost() + " (expected: an absolute http or https URL)");
        }
    }

    /** A request that says everything the caller said. */
    public UpstreamRequest(String method, URI url, Headers headers, Bytes body, Framing framing) {
        this(method, url, headers, body, framing, List.of());
    }

    /** A {@code POST} of JSON whose streamed reply are server-sent events. */
    public static UpstreamRequest post(URI url, Headers headers, Bytes json) {
        return new UpstreamRequest("POST", url, headers, json, Framing.SSE);
    }

    /** The same request with another body. */
    public UpstreamRequest withBody(Bytes newBody) {
        return new UpstreamRequest(method, url, headers, newBody, framing, changes);
    }

    /** The same request with other headers. */
    public UpstreamRequest withHeaders(Headers newHeaders) {
        return new UpstreamRequest(method, url, newHeaders, body, framing, changes);
    }

    /** The same request, whose streamed reply's events are told apart in another way. */
    public UpstreamRequest withFraming(Framing newFraming) {
        return new UpstreamRequest(method, url, headers, body, newFraming, changes);
    }

    /** The same request with a list of what it leaves out or changes. */
    public UpstreamRequest withChanges(List<String> newChanges) {
        return new UpstreamRequest(method, url, headers, body, framing, newChanges);
    }

    /** Method and host only: header, path and body may hold secrets. */
    @Override
    public String toString() {
        return "UpstreamRequest[" + method + " " + url.getHost() + ", " + body + "]";
    }
}
