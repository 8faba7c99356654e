package dev.switchboard.http.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Tells a connection that opens with HTTP/2's preface, {@code PRI * HTTP/2.0}, from one that speaks HTTP/1.1. */
final class Http2Preface {
    /** No HTTP/1.1 method begins so. */
    private static final byte[] START = {'P', 'R', 'I', ' '};

    private static final int FIRST_READ = 2048;

    private Http2Preface() {}

    /**
     * Waits for a connection's first bytes: as many as it takes to tell; none if it ends before.
     *
     * @param onBegin called after the first of them
     */
    static ByteBuffer readFirst(SocketChannel channel, Runnable onBegin) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(FIRST_READ);
        boolean begun = false;
        while (undecided(first) && channel.read(first) >= 0) {
            if (!begun) {
                onBegin.run();
                begun = true;
            }
        }
        return first.flip();
    }

    /** Whether the bytes (from 0 to the position) are too few to tell. */
    private static boolean undecided(ByteBuffer filling) {
        return filling.position() < START.length && agrees(filling, filling.position());
    }

    /** Whether the bytes (from 0 to the limit) open HTTP/2. */
    static boolean matches(ByteBuffer filled) {
        return filled.limit() >= START.length && agrees(filled, START.length);
    }

    private static boolean agrees(ByteBuffer bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes.get(i) != START[i]) {
                return false;
            }
        }
        return true;
    }
}
