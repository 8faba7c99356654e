package dev.switchboard.http.edge;

import dev.switchboard.pipeline.memory.BodyMemory;
import dev.switchboard.spi.io.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body. Memory follows what has arrived, not what was announced, so that an announcement costs a caller as much
 * as it costs us; but a body that would not fit as announced is refused before it is read.
 */
final class BodyBuffer {
    /** The body as it came, and what is made of it: the same with another model's name in most cases. */
    private static final long COPIES = 2;

    private static final int FIRST_SIZE = 8 * 1024;
    private static final int TRUSTED_SIZE = 1024 * 1024;
    private static final int LARGE = 16 * 1024;

    private final long declared;
    private final BodyMemory.Share memory;
    private byte[] bytes;
    private int length;

    /**
     * Takes the memory for the beginning.
     *
     * @param declared the announced length; -1 if unknown
     * @throws dev.switchboard.spi.error.GatewayException of kind {@code OVERLOADED} if the body would not fit
     */
    BodyBuffer(long declared, BodyMemory.Share memory) {
        this.declared = declared;
        this.memory = memory;
        int first = (int) (declared < 0 ? FIRST_SIZE : Math.min(declared, TRUSTED_SIZE));
        memory.requireRoom(COPIES * Math.max(declared, first));
        memory.reserve(COPIES * first);
        this.bytes = new byte[first];
    }

    boolean isLarge() {
        return declared < 0 || declared > LARGE;
    }

    long length() {
        return length;
    }

    /** Adds bytes. @throws dev.switchboard.spi.error.GatewayException of kind {@code OVERLOADED} if they do not fit */
    void append(ByteBuffer part) {
        int more = part.remaining();
        if (more > bytes.length - length) {
            grow(grown(Math.addExact(length, more)));
        }
        part.get(bytes, length, more);
        length += more;
    }

    private void grow(int size) {
        int before = bytes.length;
        memory.reserve(COPIES * size);
        bytes = Arrays.copyOf(bytes, size);
        memory.release(COPIES * before);
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
