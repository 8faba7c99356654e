package dev.switchboard.spi.json;

import dev.switchboard.spi.io.Bytes;
import java.util.OptionalLong;

/** Reads the numbers that bodies are full of: a few digits and nothing else. */
final class JsonDigits {
    /** So many are exact as a double, too. */
    private static final int MOST = 15;

    private JsonDigits() {}

    /** The number that 1 to 15 digits make; empty for any other text. */
    static OptionalLong read(Bytes text) {
        int length = text.length();
        if (length == 0 || length > MOST) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = 10 * value + digit;
        }
        return OptionalLong.of(value);
    }
}
