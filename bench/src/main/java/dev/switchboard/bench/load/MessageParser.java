package dev.switchboard.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Follows one HTTP/1.1 message after the other through the pieces in which they arrive. */
final class MessageParser {
    private enum State {
        HEAD,
        FIXED,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    /** Sees the body without its framing, piece by piece. */
    interface Body {
        void accept(ByteBuffer piece);
    }

    private static final int LONGEST_HEAD = 64 * 1024;

    private final StringBuilder line = new StringBuilder();
    private final Body body;
    private State state = State.HEAD;
    private String startLine = "";
    private long left;
    private boolean chunked;

    MessageParser(Body body) {
        this.body = body;
    }

    /** The request or status line of the message at hand. */
    String startLine() {
        return startLine;
    }

    /** Takes bytes up to the end of a message; true when it is complete. */
    boolean feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            boolean complete = switch (state) {
                case FIXED, CHUNK -> body(bytes);
                case HEAD, CHUNK_SIZE, CHUNK_END, TRAILER -> isLineComplete(bytes) && endLine();
            };
            if (complete) {
                return true;
            }
        }
        return false;
    }

    private boolean body(ByteBuffer bytes) {
        int length = (int) Math.min(left, bytes.remaining());
        body.accept(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        left -= length;
        if (left > 0) {
            return false;
        }
        boolean complete = state == State.FIXED;
        state = complete ? State.HEAD : State.CHUNK_END;
        return complete;
    }

    private boolean isLineComplete(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            char next = (char) (bytes.get() & 0xff);
            if (next == '\n') {
                return true;
            }
            if (next != '\r') {
                line.append(next);
            }
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("a line without end");
            }
        }
        return false;
    }

    private boolean endLine() throws IOException {
        String text = line.toString();
        line.setLength(0);
        switch (state) {
            case HEAD -> {
                return headLine(text);
            }
            case CHUNK_SIZE -> {
                left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
                state = left == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> {
                if (text.isEmpty()) {
                    state = State.HEAD;
                    return true;
                }
            }
            case FIXED, CHUNK -> throw new IOException("not a line");
        }
        return false;
    }

    private boolean headLine(String text) {
        if (text.startsWith("HTTP/1.") || text.endsWith(" HTTP/1.1") || text.endsWith(" HTTP/1.0")) {
            startLine = text;
            left = 0;
            chunked = false;
            return false;
        }
        if (!text.isEmpty()) {
            header(text.toLowerCase(Locale.ROOT));
            return false;
        }
        state = chunked ? State.CHUNK_SIZE : State.FIXED;
        if (!chunked && left == 0) {
            state = State.HEAD;
            return true;
        }
        return false;
    }

    private void header(String text) {
        if (text.startsWith("content-length:")) {
            left = Long.parseLong(text.substring(15).strip());
        } else if (text.startsWith("transfer-encoding:") && text.contains("chunked")) {
            chunked = true;
        }
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
