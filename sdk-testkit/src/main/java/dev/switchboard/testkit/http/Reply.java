package dev.switchboard.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The script of one reply of the {@link MockUpstream}: immutable, so that one reply can answer any number of requests.
 *
 * <p>{@code Reply.json("{...}")} covers the plain case; {@link #status(int)}, {@link #sse()} and {@link #raw()} start a
 * {@link ReplyBuilder} for all others. No header is sent but those given and the ones the framing needs.
 */
public final class Reply {
    enum Framing {
        CONTENT_LENGTH,
        CHUNKED,
        UNTIL_CLOSE,
        RAW
    }

    private final int status;
    private final byte[] head;
    private final Framing framing;
    private final List<Step> steps;
    private final boolean thenClose;

    Reply(ReplyBuilder script, List<Step> steps, long bodySize) {
        this.status = script.status;
        this.head = HeadRenderer.render(status, framed(script, bodySize));
        this.framing = script.framing;
        this.steps = List.copyOf(steps);
        this.thenClose = script.thenClose;
    }

    /** A 200 with that JSON text. */
    public static Reply json(String body) {
        return json(200, body);
    }

    /** That status with that JSON text. */
    public static Reply json(int status, String body) {
        return status(status).json(body).build();
    }

    /** A 200 event stream with one {@code data:} event each, in one write each. */
    public static Reply sse(String... data) {
        ReplyBuilder builder = sse();
        for (String each : data) {
            builder.data(each);
        }
        return builder.build();
    }

    /** Starts a reply with that status, framed by {@code content-length} unless the builder is told otherwise. */
    public static ReplyBuilder status(int status) {
        return new ReplyBuilder(status, Framing.CONTENT_LENGTH);
    }

    /** Starts a 200 event stream in chunked coding. */
    public static ReplyBuilder sse() {
        return new ReplyBuilder(200, Framing.CHUNKED).header("content-type", "text/event-stream");
    }

    /**
     * Starts a reply that consists of nothing but the bytes given, head and framing included, legal HTTP or not; the
     * connection is closed at its end.
     */
    public static ReplyBuilder raw() {
        return new ReplyBuilder(0, Framing.RAW);
    }

    /** That text as all that is ever written, then the end of the connection. */
    public static Reply raw(String text) {
        return raw().body(text.getBytes(StandardCharsets.ISO_8859_1)).build();
    }

    int status() {
        return status;
    }

    /** Status line and headers without the empty line after them. */
    byte[] head() {
        return head;
    }

    Framing framing() {
        return framing;
    }

    List<Step> steps() {
        return steps;
    }

    /** Whether the connection ends after this reply, whatever the request asked for. */
    boolean endsConnection() {
        return thenClose || framing == Framing.RAW || framing == Framing.UNTIL_CLOSE;
    }

    private static List<Header> framed(ReplyBuilder script, long bodySize) {
        List<Header> headers = new ArrayList<>(script.headers);
        if (script.framing == Framing.CHUNKED) {
            headers.add(new Header("transfer-encoding", "chunked"));
        } else if (script.framing == Framing.CONTENT_LENGTH && script.status != 204) {
            headers.add(new Header("content-length", Long.toString(bodySize)));
        }
        return headers;
    }
}
