package dev.switchboard.spi.http;

import dev.switchboard.spi.io.Bytes;
import java.util.Objects;

/**
 * A whole reply.
 *
 * @param status  100 to 599
 * @param headers without {@code content-length}, which the server adds
 * @param body    empty for none
 */
public record HttpReply(int status, Headers headers, Bytes body) {
    /** @throws IllegalArgumentException if the status is out of range */
    public HttpReply {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 100 to 599)");
        }
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /** A JSON reply. */
    public static HttpReply json(int status, String body) {
        return new HttpReply(status, Headers.of("content-type", "application/json"), Bytes.utf8(body));
    }

    /** The same reply with one more header field. */
    public HttpReply withHeader(String name, String value) {
        return new HttpReply(status, headers.toBuilder().add(name, value).build(), body);
    }
}
