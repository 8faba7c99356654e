package dev.switchboard.testkit.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the framing off one message body, piece by piece as the bytes come. */
final class BodyReader {
    private static final long UNTIL_CLOSE = Long.MAX_VALUE;

    private final WireInput input;
    private final boolean chunked;
    private long left;
    private boolean firstChunk = true;
    private boolean complete;
    private List<Header> trailers = List.of();

    private BodyReader(WireInput input, boolean chunked, long left) {
        this.input = input;
        this.chunked = chunked;
        this.left = left;
        this.complete = !chunked && left == 0;
    }

    /** For a request: without framing headers there is no body. */
    static BodyReader ofRequest(WireInput input, List<Header> headers) throws ProtocolException {
        return of(input, headers, 0);
    }

    /** For a reply: without framing headers the body lasts until the connection ends. */
    static BodyReader ofReply(WireInput input, List<Header> headers, boolean bodyless) throws ProtocolException {
        return bodyless ? new BodyReader(input, false, 0) : of(input, headers, UNTIL_CLOSE);
    }

    private static BodyReader of(WireInput input, List<Header> headers, long unframed) throws ProtocolException {
        List<String> lengths = Header.all(headers, "content-length");
        List<String> codings = Header.all(headers, "transfer-encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new ProtocolException(
                    "ambiguous framing: content-length " + lengths + ", transfer-encoding " + codings);
        }
        if (!codings.isEmpty()) {
            if (!codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("transfer-encoding: " + codings.getFirst() + " (expected: chunked)");
            }
            return new BodyReader(input, true, 0);
        }
        return new BodyReader(input, false, lengths.isEmpty() ? unframed : number(lengths.getFirst(), 10));
    }

    /** The next bytes of the body, or null when it is complete. A body that stops short throws. */
    byte @Nullable [] next() throws IOException {
        if (chunked && left == 0 && !complete) {
            startChunk();
        }
        if (complete) {
            return null;
        }
        byte[] piece = input.some(left);
        if (piece.length == 0) {
            return end();
        }
        if (left != UNTIL_CLOSE) {
            left -= piece.length;
            complete = !chunked && left == 0;
        }
        return piece;
    }

    /** All that is left of the body; more than {@code max} bytes throw. */
    byte[] rest(int max) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] piece = next(); piece != null; piece = next()) {
            if (bytes.size() + piece.length > max) {
                throw new ProtocolException("body larger than " + max + " bytes");
            }
            bytes.writeBytes(piece);
        }
        return bytes.toByteArray();
    }

    /** Whether the framing itself tells the end, so that another message can follow. */
    boolean delimited() {
        return left != UNTIL_CLOSE;
    }

    List<Header> trailers() {
        return trailers;
    }

    private byte @Nullable [] end() throws ProtocolException {
        if (delimited()) {
            throw new ProtocolException("connection ended inside a body, " + left + " bytes of "
                    + (chunked ? "a chunk" : "the body") + " missing");
        }
        complete = true;
        return null;
    }

    private void startChunk() throws IOException {
        if (!firstChunk && !input.line().isEmpty()) {
            throw new ProtocolException("chunk not followed by a line end");
        }
        firstChunk = false;
        String size = input.line();
        int extension = size.indexOf(';');
        left = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        if (left == 0) {
            trailers = input.headers();
            complete = true;
        }
    }

    private static long number(String digits, int radix) throws ProtocolException {
        boolean legal = !digits.isEmpty()
                && digits.length() <= 15
                && digits.chars()
                        .allMatch(digit -> radix == 16 ? HexFormat.isHexDigit(digit) : digit >= '0' && digit <= '9');
        if (!legal) {
            throw new ProtocolException("size: '" + digits + "' (expected: a number of base " + radix + ")");
        }
        return Long.parseLong(digits, radix);
    }
}
