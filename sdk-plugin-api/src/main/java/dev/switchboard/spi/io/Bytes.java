package dev.switchboard.spi.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable view of a run of bytes: a slice of an array that nobody writes to any more.
 *
 * <p>The gateway passes bodies and stream events around as slices so that bytes which nobody changes are never copied.
 * Whoever hands an array to {@link #wrap} gives it away: it must not be written afterwards. Instances are safe to share
 * between threads.
 */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The slice of length zero. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** A view of the whole array, which the caller gives away. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    /**
     * A view of part of an array, which the caller gives away.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within the array
     */
    public static Bytes wrap(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /** The UTF-8 encoding of a text. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the bytes that remain in the buffer; the buffer's position does not move. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return wrap(copy);
    }

    /** The array behind the view, for parsers and sockets that need one. It must only be read. */
    public byte[] array() {
        return array;
    }

    /** Where the view starts in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /** The number of bytes, zero or more. */
    public int length() {
        return length;
    }

    /** Whether the length is zero. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The byte at an index.
     *
     * @param index from 0 to {@code length() - 1}
     */
    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** The slice from {@code from} (inclusive) to {@code to} (exclusive), sharing the same array. */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return wrap(array, offset + from, to - from);
    }

    /** The index of the first occurrence of {@code wanted} at or after {@code from}, or -1. */
    public int indexOf(byte[] wanted, int from) {
        if (wanted.length == 0) {
            return from <= length ? from : -1;
        }
        int last = offset + length - wanted.length;
        int i = offset + Math.max(from, 0);
        // Eight places at a time: where neither the first nor the last byte fits, nothing is looked at more closely.
        long first = EACH_BYTE * (wanted[0] & 0xff);
        long end = EACH_BYTE * (wanted[wanted.length - 1] & 0xff);
        for (; i <= last - 7; i += 8) {
            long unlike = ((long) LONGS.get(array, i) ^ first) | ((long) LONGS.get(array, i + wanted.length - 1) ^ end);
            // The high bit of each byte that is zero, and maybe of others above one that is.
            long likely = (unlike - EACH_BYTE) & ~unlike & HIGH_BITS;
            for (; likely != 0; likely &= likely - 1) {
                int at = i + (Long.numberOfTrailingZeros(likely) >>> 3);
                if (isAt(at, wanted)) {
                    return at - offset;
                }
            }
        }
        for (; i <= last; i++) {
            if (isAt(i, wanted)) {
                return i - offset;
            }
        }
        return -1;
    }

    private boolean isAt(int index, byte[] wanted) {
        return array[index] == wanted[0]
                && Arrays.equals(array, index, index + wanted.length, wanted, 0, wanted.length);
    }

    /** Whether {@code wanted} occurs anywhere. */
    public boolean contains(byte[] wanted) {
        return indexOf(wanted, 0) >= 0;
    }

    /** Whether the bytes begin with {@code prefix}. */
    public boolean startsWith(byte[] prefix) {
        return length >= prefix.length
                && Arrays.equals(array, offset, offset + prefix.length, prefix, 0, prefix.length);
    }

    /** The bytes decoded as UTF-8; malformed input becomes the replacement character. */
    public String utf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes that the caller may change. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only buffer over the same bytes. */
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Copies all bytes into {@code target} from {@code position} on. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(array, offset, target, position, length);
    }

    /** Writes all bytes to the stream. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    /** The concatenation of several slices; a single slice is returned as it is. */
    public static Bytes concat(Bytes... parts) {
        if (parts.length == 1) {
            return parts[0];
        }
        int total = 0;
        for (Bytes part : parts) {
            total = Math.addExact(total, part.length);
        }
        byte[] joined = new byte[total];
        int position = 0;
        for (Bytes part : parts) {
            part.copyTo(joined, position);
            position += part.length;
        }
        return wrap(joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length only: contents may be confidential and must not reach a log by accident. */
    @Override
    public String toString() {
        return "Bytes[" + length + "]";
    }
}
