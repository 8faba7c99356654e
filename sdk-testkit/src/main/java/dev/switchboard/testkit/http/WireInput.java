package dev.switchboard.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The receiving half of a connection. Read by one thread at a time; {@link #fill()} alone may run on a second thread,
 * so that somebody can notice the peer leaving while nobody reads. A message must therefore begin with {@code fill()}.
 */
final class WireInput {
    private static final int MAX_HEAD_BYTES = 1 << 20;

    private final InputStream stream;
    private final byte[] buffer = new byte[16 * 1024];
    private final ReentrantLock filling = new ReentrantLock();
    private int position;
    private int limit;
    private long filledAt;

    WireInput(InputStream stream) {
        this.stream = stream;
    }

    /** Blocks until a byte is there to be read; false when the peer has ended its side in order. */
    boolean fill() throws IOException {
        filling.lock();
        try {
            if (position < limit) {
                return true;
            }
            int count = stream.read(buffer);
            filledAt = System.nanoTime();
            position = 0;
            limit = Math.max(count, 0);
            return count > 0;
        } finally {
            filling.unlock();
        }
    }

    /** {@link System#nanoTime()} of the moment when the buffered bytes arrived. */
    long filledAt() {
        return filledAt;
    }

    boolean hasBufferedBytes() {
        return position < limit;
    }

    /** A line without its line end; CR LF and a bare LF both end it. */
    String line() throws IOException {
        int length = 0;
        byte[] line = new byte[128];
        for (int next = read(); next != '\n'; next = read()) {
            if (length == MAX_HEAD_BYTES) {
                throw new ProtocolException("line longer than " + MAX_HEAD_BYTES + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) next;
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Header lines up to the empty line, which is consumed. */
    List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        int size = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            size += line.length();
            if (size > MAX_HEAD_BYTES) {
                throw new ProtocolException("headers larger than " + MAX_HEAD_BYTES + " bytes");
            }
            headers.add(Header.parse(line));
        }
        return List.copyOf(headers);
    }

    /** Between 1 and {@code max} bytes, as many as there are without waiting again; empty at the end of the stream. */
    byte[] some(long max) throws IOException {
        if (position == limit && !fill()) {
            return new byte[0];
        }
        int count = (int) Math.min(max, limit - position);
        position += count;
        return Arrays.copyOfRange(buffer, position - count, position);
    }

    private int read() throws IOException {
        if (position == limit && !fill()) {
            throw new ProtocolException("connection ended inside a line");
        }
        return buffer[position++];
    }
}
