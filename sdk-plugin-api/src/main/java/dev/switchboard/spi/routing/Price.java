package dev.switchboard.spi.routing;

/**
 * What a target costs, as far as choosing among targets needs to know. Whole numbers of millionths of a dollar for a million
 * tokens, which is a millionth of a millionth of a dollar for one.
 *
 * @param input  for a million tokens of input, 0 or more
 * @param output for a million tokens of output, 0 or more
 */
public record Price(long input, long output) {
    /** @throws IllegalArgumentException if one is negative */
    public Price {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("price: " + input + ", " + output + " (expected: 0 or more)");
        }
    }
}
