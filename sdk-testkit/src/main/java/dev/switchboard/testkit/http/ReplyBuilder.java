package dev.switchboard.testkit.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a {@link Reply} line by line. Steps run in the order in which they were added: a pause added
 * before the first piece of the body delays the head, one added after {@link #head()} delays the first byte of the
 * body.
 *
 * <p>Each piece of the body leaves in a write of its own and, when chunked, as a chunk of its own; the head leaves
 * together with the first piece.
 */
public final class ReplyBuilder {
    final int status;
    final List<Header> headers = new ArrayList<>();
    Reply.Framing framing;
    boolean thenClose;

    private final List<Step> steps = new ArrayList<>();
    private Chunking chunking = Chunking.whole();
    private long cutAfter = Long.MAX_VALUE;
    private @Nullable Cut cut;

    ReplyBuilder(int status, Reply.Framing framing) {
        this.status = status;
        this.framing = framing;
    }

    /** Adds a header, in this case and at this place, also a second one of the same name. */
    public ReplyBuilder header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** Adds one piece of the body. */
    public ReplyBuilder body(byte[] piece) {
        steps.add(new Step.Send(piece.clone(), piece.length));
        return this;
    }

    /** Adds one piece of the body, encoded as UTF-8. */
    public ReplyBuilder body(String piece) {
        return body(piece.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds one piece of the body that is made when its turn comes, for instance to carry the time. Not for a body whose
     * length is sent ahead, and not cut further.
     */
    public ReplyBuilder bodyMade(Supplier<byte[]> piece) {
        steps.add(new Step.Make(piece));
        return this;
    }

    /** Adds a body of JSON text with its content type. */
    public ReplyBuilder json(String body) {
        return header("content-type", "application/json").body(body);
    }

    /** Adds a server-sent event without a name; a line break in the data becomes a second {@code data:} line. */
    public ReplyBuilder data(String data) {
        return body("data: " + data.replace("\n", "\ndata: ") + "\n\n");
    }

    /** Adds a server-sent event with a name. */
    public ReplyBuilder event(String name, String data) {
        return body("event: " + name + "\ndata: " + data.replace("\n", "\ndata: ") + "\n\n");
    }

    /** Adds a comment line of an event stream, as providers send to keep a connection alive. */
    public ReplyBuilder comment(String text) {
        return body(": " + text + "\n\n");
    }

    /** Adds the event {@code [DONE]}, with which OpenAI-like streams end. */
    public ReplyBuilder done() {
        return data("[DONE]");
    }

    /** Cuts every piece further, in the given way; applies to the whole body. */
    public ReplyBuilder chunks(Chunking chunking) {
        this.chunking = chunking;
        return this;
    }

    /** Frames the body in chunked coding. */
    public ReplyBuilder chunked() {
        framing = Reply.Framing.CHUNKED;
        return this;
    }

    /** Lets the end of the connection tell the end of the body. */
    public ReplyBuilder untilClose() {
        framing = Reply.Framing.UNTIL_CLOSE;
        return this;
    }

    /** Sends the head at once instead of together with the first piece of the body. */
    public ReplyBuilder head() {
        steps.add(new Step.Head());
        return this;
    }

    /** Sends an interim reply, such as 103, with one header. */
    public ReplyBuilder interim(int status, String headerName, String headerValue) {
        if (status < 100 || status > 199) {
            throw new IllegalArgumentException("interim status: " + status + " (expected: 100 to 199)");
        }
        steps.add(new Step.Interim(status, List.of(new Header(headerName, headerValue))));
        return this;
    }

    /** Waits that long. A gate is the better choice where a test need not measure time. */
    public ReplyBuilder pause(Duration duration) {
        steps.add(new Step.Pause(duration));
        return this;
    }

    /** Waits until the gate lets this reply pass. */
    public ReplyBuilder hold(Gate gate) {
        steps.add(new Step.Hold(gate));
        return this;
    }

    /** Waits until the caller leaves or the mock upstream is closed. */
    public ReplyBuilder stall() {
        return hold(Gate.closed());
    }

    /** Ends the connection here, while the framing promises more. */
    public ReplyBuilder cut(Cut how) {
        steps.add(new Step.End(how));
        return this;
    }

    /**
     * Ends the connection after that many bytes of the body, framing not counted, wherever in a piece that is. A body
     * that is not longer ends as it would without this.
     */
    public ReplyBuilder cutAfter(long bodyBytes, Cut how) {
        if (bodyBytes < 0) {
            throw new IllegalArgumentException("cut after: " + bodyBytes + " bytes (expected: >= 0)");
        }
        cutAfter = bodyBytes;
        cut = how;
        return this;
    }

    /** Closes the connection after the reply without announcing it, as a server does whose keep-alive time is over. */
    public ReplyBuilder thenClose() {
        thenClose = true;
        return this;
    }

    /** The finished script. The builder may be used further without changing it. */
    public Reply build() {
        if (framing == Reply.Framing.CONTENT_LENGTH && steps.stream().anyMatch(Step.Make.class::isInstance)) {
            throw new IllegalStateException("content-length of a body not made yet (expected: chunked or until close)");
        }
        List<Step> pieces = new ArrayList<>();
        long size = 0;
        for (Step step : steps) {
            if (step instanceof Step.Send send) {
                chunking.split(send.bytes()).forEach(piece -> pieces.add(new Step.Send(piece, piece.length)));
                size += send.announced();
            } else {
                pieces.add(step);
            }
        }
        return new Reply(this, cut == null ? pieces : cut(pieces, cut), size);
    }

    private List<Step> cut(List<Step> whole, Cut how) {
        List<Step> kept = new ArrayList<>();
        long left = cutAfter;
        for (Step step : whole) {
            if (step instanceof Step.Send send && send.announced() > left) {
                if (left > 0) {
                    kept.add(new Step.Send(Arrays.copyOf(send.bytes(), (int) left), send.announced()));
                } else {
                    kept.add(new Step.Head());
                }
                kept.add(new Step.End(how));
                return kept;
            }
            kept.add(step);
            left -= step instanceof Step.Send send ? send.announced() : 0;
        }
        return kept;
    }
}
