package dev.switchboard.pipeline.attempt;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a text that comes in parts, so that its tokens can be counted: all of a short one, of a longer one blocks that
 * lie evenly over its whole length. A thousand streams have one at a time, so it has to be small.
 */
final class TextSample {
    /** Some 2,000 tokens: enough to know the proportion of tokens to characters. */
    static final int CAPACITY = 8 * 1024;
    /** Long enough that the words cut at its ends do not count. */
    static final int BLOCK = 512;

    private @Nullable StringBuilder kept;
    private long length;
    /** Of so many blocks the first is kept. */
    private long stride = 1;

    void append(String part) {
        for (int from = 0; from < part.length(); ) {
            int size = (int) Math.min(BLOCK - length % BLOCK, part.length() - from);
            if (length / BLOCK % stride == 0) {
                keep(part, from, from + size);
            }
            length += size;
            from += size;
        }
    }

    private void keep(String part, int from, int to) {
        StringBuilder known = kept;
        if (known == null) {
            known = new StringBuilder(BLOCK);
            kept = known;
        }
        if (known.length() == CAPACITY) {
            thin(known);
        }
        known.append(part, from, to);
    }

    /** Drops every other block; the next one of the text belongs to those that stay. */
    private void thin(StringBuilder full) {
        for (int block = BLOCK; block < full.length(); block += BLOCK) {
            full.delete(block, block + BLOCK);
        }
        stride *= 2;
    }

    /** What is kept, in order. */
    String text() {
        return kept == null ? "" : kept.toString();
    }

    /** The characters of the whole text. */
    long length() {
        return length;
    }
}
