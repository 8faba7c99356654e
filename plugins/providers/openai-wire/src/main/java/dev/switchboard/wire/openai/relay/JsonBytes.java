package dev.switchboard.wire.openai.relay;

import dev.switchboard.spi.io.Bytes;

/** A place in the bytes of a JSON text, and the steps that need no more than that. Nothing reads beyond the end. */
class JsonBytes {
    byte[] array = {};
    int position;
    int end;

    /** Goes to the beginning of a text. */
    final void begin(Bytes text) {
        array = text.array();
        position = text.offset();
        end = text.offset() + text.length();
    }

    final void skipSpace() {
        while (position < end && isSpace(array[position])) {
            position++;
        }
    }

    /** Passes a string, from its opening quote. */
    final void skipString() {
        position++;
        while (position < end && array[position] != '"') {
            position += array[position] == '\\' ? 2 : 1;
        }
        position = Math.min(position + 1, end);
    }

    /** Whether the value here is neither null nor an empty string, array or object. Stays here. */
    final boolean filled() {
        byte opening = array[position];
        byte closing = opening == '"' ? (byte) '"' : opening == '[' ? (byte) ']' : opening == '{' ? (byte) '}' : 0;
        if (closing == 0) {
            return opening != 'n';
        }
        int next = position + 1;
        while (opening != '"' && next < end && isSpace(array[next])) {
            next++;
        }
        return next < end && array[next] != closing;
    }

    /** Passes a whole number; at most 100,000. */
    final int number() {
        int value = 0;
        while (position < end && array[position] >= '0' && array[position] <= '9' && value < 100_000) {
            value = value * 10 + array[position++] - '0';
        }
        return Math.min(value, 100_000);
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }
}
