package dev.switchboard.http.edge;

import dev.switchboard.spi.io.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body. Memory follows what has arrived, not what was announced, so that an announcement costs a caller as much
 * as it costs us.
 */
final class BodyBuffer {
    private static final int FIRST_SIZE = 8 * 1024;
    private static final int TRUSTED_SIZE = 1024 * 1024;
    private static final int LARGE = 16 * 1024;

    private final long declared;
    private byte[] bytes;
    private int length;

    /** @param declared the announced length; -1 if unknown */
    BodyBuffer(long declared) {
        this.declared = declared;
        this.bytes = new byte[(int) (declared < 0 ? FIRST_SIZE : Math.min(declared, TRUSTED_SIZE))];
    }

    boolean isLarge() {
        return declared < 0 || declared > LARGE;
    }

    long length() {
        return length;
    }

    void append(ByteBuffer part) {
        int more = part.remaining();
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, grown(Math.addExact(length, more)));
        }
        part.get(bytes, length, more);
        length += more;
    }

    private int grown(int needed) {
        long doubled = Math.max(needed, 2L * bytes.length);
        long capped = declared < needed ? doubled : Math.min(doubled, declared);
        return (int) Math.min(capped, Integer.MAX_VALUE - 8);
    }

    Bytes toBytes() {
        return Bytes.wrap(bytes, 0, length);
    }
}
