package dev.switchboard.logging.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Whole lines on their way to the file. Grows with the largest line and gives back what an unusual one took. */
final class LineBuffer extends OutputStream {
    private static final int USUAL = 128 * 1024;
    /** From here on the lines are written before the next one is begun. */
    private static final int FULL = 64 * 1024;

    private byte[] bytes = new byte[USUAL];
    private int length;

    @Override
    public void write(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
    }

    void endLine() {
        write('\n');
    }

    boolean isFull() {
        return length >= FULL;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void trim() {
        if (bytes.length > USUAL) {
            bytes = new byte[USUAL];
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }
}
