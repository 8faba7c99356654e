package dev.switchboard.testkit.contract;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.upstream.UpstreamReply;
import java.util.List;

/** Bodies that no upstream should send and some proxy in between one day will. */
final class Hostile {
    static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 408, 413, 422, 429, 499, 500, 502, 503, 504, 529);

    private Hostile() {}

    /** Not a reply in any format. */
    static List<Bytes> nonsense() {
        return List.of(
                Bytes.empty(),
                Bytes.utf8("upstream connect error"),
                Bytes.utf8("<html><body>502 Bad Gateway</body></html>"),
                Bytes.utf8("{\"unfinished\": \"stri"),
                Bytes.wrap(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) 0xC3}),
                Bytes.utf8("[".repeat(5_000)));
    }

    /** JSON of a shape that the reader may or may not take. */
    static List<Bytes> wrongShapes() {
        return List.of(
                Bytes.utf8("{}"),
                Bytes.utf8("[]"),
                Bytes.utf8("null"),
                Bytes.utf8("7"),
                Bytes.utf8("\"text\""),
                Bytes.utf8("{\"error\":null}"),
                Bytes.utf8("{\"error\":\"text\"}"),
                Bytes.utf8("{\"error\":[1]}"),
                Bytes.utf8("{\"error\":{\"message\":3,\"type\":null,\"code\":4,\"param\":[]}}"),
                Bytes.utf8("{\"message\":{},\"code\":{},\"choices\":3,\"usage\":\"many\"}"),
                Bytes.utf8("{\"error\":{\"message\":\"" + "x".repeat(200_000) + "\"}}"));
    }

    /** The body's name in a message. */
    static String shorten(Bytes body) {
        String text = body.utf8();
        return "body '" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
    }

    static UpstreamReply reply(int status, Bytes body) {
        return new UpstreamReply(status, Headers.of("content-type", "application/json"), body);
    }
}
