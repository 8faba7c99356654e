package dev.switchboard.spi.json;

import java.util.Arrays;

/**
 * Where the longer values of a checked text begin and end, so that readers which cut it apart level by level cross each of
 * them in one step. Filled by one scan, in the order of the beginnings; then only read.
 */
final class JsonSpans {
    /** No text was scanned. */
    static final JsonSpans NONE = new JsonSpans();

    /** What is shorter is crossed faster than it is looked up. */
    private static final int SHORTEST = 64;

    private static final int NOWHERE = -1;

    /** Beginning and end of each; while it is open, the index of the open one around it stands for its end. */
    private long[] spans = new long[8];

    private int count;
    private int open = NOWHERE;

    /** A container begins. */
    void begin(int start) {
        add(start, open);
        open = count - 1;
    }

    /** The innermost open container ends. A short one is forgotten: what is in it is short, too, and was not kept. */
    void end(int end) {
        int start = (int) (spans[open] >>> 32);
        int outer = (int) spans[open];
        if (end - start < SHORTEST) {
            count = open;
        } else {
            spans[open] = pack(start, end);
        }
        open = outer;
    }

    /** Notes a value that has no others in it, if it is long enough. */
    void note(int start, int end) {
        if (end - start >= SHORTEST) {
            add(start, end);
        }
    }

    /** Where the value that begins at {@code start} ends, or -1 if it is not among the longer ones. */
    int endOf(int start) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = (int) (spans[middle] >>> 32);
            if (found == start) {
                return (int) spans[middle];
            } else if (found < start) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NOWHERE;
    }

    private void add(int start, int end) {
        if (count == spans.length) {
            spans = Arrays.copyOf(spans, count * 2);
        }
        spans[count++] = pack(start, end);
    }

    private static long pack(int start, int end) {
        return (long) start << 32 | end & 0xffffffffL;
    }
}
