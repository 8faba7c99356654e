package dev.switchboard.accounts.ledger;

import dev.switchboard.spi.io.Bytes;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a log file is made of: the length of the payload, the CRC-32C of kind and payload, the kind, the payload.
 *
 * @param kind    {@link #BEGUN} or {@link #ENDED}
 * @param payload an entry in JSON
 */
record Frame(byte kind, Bytes payload) {
    /** An attempt begins; the payload is what to believe of it if nothing more is heard. */
    static final byte BEGUN = 1;
    /** An attempt has ended. */
    static final byte ENDED = 2;

    /** Bytes of the length. */
    static final int LENGTH = 4;

    private static final int HEAD = LENGTH + 4 + 1;
    /** More than any entry can take; a length above it is no length. */
    private static final int MOST = 1 << 20;

    /** Bytes in the file. */
    int size() {
        return HEAD + payload.length();
    }

    /** Writes the length last, so that who reads shared memory finds either no frame or all of it. */
    void writeTo(ByteBuffer out) {
        int start = out.position();
        out.position(start + LENGTH);
        out.putInt(checksum(kind, payload));
        out.put(kind);
        out.put(payload.array(), payload.offset(), payload.length());
        VarHandle.storeStoreFence();
        out.putInt(start, payload.length());
    }

    /** Bytes of the frame at a place in memory that holds whole frames. */
    static int sizeAt(ByteBuffer frames, int index) {
        return HEAD + frames.getInt(index);
    }

    /** Reads the frame at the buffer's position and moves behind it; null, without moving, if there is no whole one. */
    static @Nullable Frame readFrom(ByteBuffer in) {
        if (in.remaining() < HEAD) {
            return null;
        }
        int start = in.position();
        int length = in.getInt();
        int checksum = in.getInt();
        byte kind = in.get();
        if (length <= 0 || length > MOST || length > in.remaining()) {
            in.position(start);
            return null;
        }
        byte[] payload = new byte[length];
        in.get(payload);
        Frame frame = new Frame(kind, Bytes.wrap(payload));
        if (checksum(kind, frame.payload) != checksum) {
            in.position(start);
            return null;
        }
        return frame;
    }

    private static int checksum(byte kind, Bytes payload) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(payload.array(), payload.offset(), payload.length());
        return (int) crc.getValue();
    }
}
