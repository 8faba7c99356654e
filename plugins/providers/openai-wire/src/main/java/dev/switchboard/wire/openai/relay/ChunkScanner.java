package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;
import java.util.BitSet;

/**
 * Finds the few marks in a streamed chunk that the gateway needs, in one pass over its bytes and without building anything.
 * It follows strings and depth, so neither white space nor text that looks like JSON misleads it. What it cannot follow it
 * takes as a chunk without marks. Reused for all chunks of a reply, by one thread at a time.
 *
 * <pre>
 *   depth 1   { error, usage, choices: [      x_groq: {
 *   depth 2                                     usage
 *   depth 3     { index, finish_reason, text,
 *   deeper        delta: { content, tool_calls, ... } } ] }
 * </pre>
 */
final class ChunkScanner extends JsonBytes {
    private final BitSet begun = new BitSet();
    private final BitSet finished = new BitSet();
    private int depth;
    private int index;
    private boolean finish;
    private boolean choice;
    private int contents;
    private int textStart;
    private boolean inChoices;
    private boolean vendorEnvelope;
    private int errorStart;
    private int usageStart;
    private int usageEnd;

    /** Reads a chunk; the accessors speak of it until the next one. @return whether it carries content */
    boolean scan(Bytes chunk) {
        begin(chunk);
        depth = 0;
        inChoices = false;
        vendorEnvelope = false;
        choice = false;
        contents = 0;
        textStart = -1;
        errorStart = -1;
        usageStart = -1;
        usageEnd = -1;
        while (position < end) {
            step(array[position]);
        }
        return contents > 0;
    }

    /** Whether it says something of a choice. */
    boolean hasChoice() {
        return choice;
    }

    /** Whether it has a top-level member {@code error} that is not null. */
    boolean error() {
        return errorStart >= 0;
    }

    /** The usage it reports; empty bytes if none. */
    Bytes usage() {
        return usageStart < 0 ? Bytes.empty() : Bytes.wrap(array, usageStart, usageEnd - usageStart);
    }

    /** The JSON string that is all a chunk adds to the reply, as in most; empty bytes if there is more, or nothing. */
    Bytes onlyText() {
        if (contents != 1 || textStart < 0) {
            return Bytes.empty();
        }
        position = textStart;
        skipString();
        return Bytes.wrap(array, textStart, position - textStart);
    }

    /** Whether at least one choice began, in all chunks so far, and each that began has finished. */
    boolean allFinished() {
        return !begun.isEmpty() && begun.equals(finished);
    }

    private void step(byte current) {
        switch (current) {
            case '"' -> string();
            case '{', '[' -> open();
            case '}', ']' -> close();
            default -> position++;
        }
    }

    private void open() {
        position++;
        if (++depth == 3) {
            index = 0;
            finish = false;
        }
    }

    private void close() {
        position++;
        if (depth-- == 3 && inChoices) {
            choice = true;
            begun.set(index);
            if (finish) {
                finished.set(index);
            }
        }
    }

    /** Passes a string; if it names a member, looks at the member. */
    private void string() {
        int from = position + 1;
        skipString();
        int to = position - 1;
        skipSpace();
        if (position < end && array[position] == ':') {
            position++;
            skipSpace();
            if (position < end) {
                member(from, to - from);
            }
        }
    }

    private void member(int from, int length) {
        if (depth == 1) {
            envelopeMember(from, length);
        } else if (depth == 2 && vendorEnvelope && named(from, length, Names.USAGE)) {
            usageMember();
        } else if (depth >= 3 && inChoices) {
            choiceMember(from, length);
        }
    }

    private void envelopeMember(int from, int length) {
        inChoices = named(from, length, Names.CHOICES);
        vendorEnvelope = named(from, length, Names.X_GROQ);
        if (named(from, length, Names.USAGE)) {
            usageMember();
        } else if (named(from, length, Names.ERROR) && array[position] != 'n') {
            errorStart = position;
        }
    }

    /** The usage of the envelope wins over that of the vendor's own envelope, which may repeat it. */
    private void usageMember() {
        if (array[position] != '{' || (depth == 2 && usageStart >= 0)) {
            return;
        }
        int start = position;
        int outer = depth;
        do {
            step(array[position]);
        } while (position < end && depth > outer);
        usageStart = start;
        usageEnd = position;
    }

    private void choiceMember(int from, int length) {
        if (depth == 3 && named(from, length, Names.INDEX)) {
            index = number();
        } else if (depth == 3 && named(from, length, Names.FINISH_REASON)) {
            finish |= filled();
        } else if (Names.isContent(array, from, length) && filled()) {
            contents++;
            textStart = depth <= 4 && array[position] == '"' ? position : -1;
        }
    }

    private boolean named(int from, int length, byte[] name) {
        return Names.equal(array, from, length, name);
    }
}
