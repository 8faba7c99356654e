package dev.switchboard.accounts.pricing;

import java.math.BigDecimal;

/** Decimal numbers from outside: bounded before anybody computes with them, for {@code 1e999999999} is a short text. */
final class Decimals {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_EXPONENT = 64;

    private Decimals() {}

    /** @throws NumberFormatException unless it is a decimal number of reasonable length */
    static BigDecimal parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new NumberFormatException("a number of " + text.length() + " characters (expected: at most 64)");
        }
        return new BigDecimal(text.strip());
    }

    /**
     * The number times ten to the power of {@code digits}.
     *
     * @throws ArithmeticException if its exponent is out of all reason
     */
    static BigDecimal shifted(BigDecimal number, int digits) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT || number.scale() > 2 * MAX_EXPONENT) {
            throw new ArithmeticException("the exponent of " + number + " is out of range");
        }
        return number.movePointRight(digits);
    }
}
