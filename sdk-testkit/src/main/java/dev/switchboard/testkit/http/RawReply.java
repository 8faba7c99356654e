package dev.switchboard.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A reply as {@link RawHttp} read it.
 *
 * @param status the status code
 * @param reason the reason phrase, often empty
 * @param headers all headers in their order and case
 * @param body the body without its framing, as far as it came
 * @param trailers the header lines after the last chunk
 * @param interim statuses of the interim replies that came first
 * @param pieces where the body was cut by the network and when each piece came
 * @param end how it ended
 */
public record RawReply(
        int status,
        String reason,
        List<Header> headers,
        byte[] body,
        List<Header> trailers,
        List<Integer> interim,
        List<Piece> pieces,
        End end) {

    /** How a reply can end. */
    public enum End {
        /** As its framing promised. */
        COMPLETE,
        /** The connection ended in order, but inside the reply. */
        CUT,
        /** The connection was reset inside the reply. */
        RESET
    }

    /**
     * Bytes of a body that arrived together.
     *
     * @param size how many, framing not counted
     * @param arrivedAt {@link System#nanoTime()} of their arrival
     */
    public record Piece(int size, long arrivedAt) {}

    /** The body decoded as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first header of that name, the case of the name ignored. */
    public Optional<String> header(String name) {
        return Header.first(headers, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawReply that
                && status == that.status
                && reason.equals(that.reason)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body)
                && trailers.equals(that.trailers)
                && interim.equals(that.interim)
                && pieces.equals(that.pieces)
                && end == that.end;
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + body.length + " bytes, " + end;
    }
}
