package dev.switchboard.accounts.pricing;

import java.math.BigDecimal;

/**
 * An amount of US dollars, exact to the nano-dollar (10<sup>-9</sup>). Sums are exact and checked: an overflow, at about 9.2
 * billion dollars either way, is thrown and never wraps.
 *
 * @param nanos the amount in nano-dollars; may be negative
 */
public record Money(long nanos) implements Comparable<Money> {
    /** Nothing. */
    public static final Money ZERO = new Money(0);

    private static final int SCALE = 9;

    /**
     * Reads an amount of dollars such as {@code 12.5} or {@code 1e-6}.
     *
     * @throws NumberFormatException if it is no decimal number
     * @throws ArithmeticException if it is not a whole number of nano-dollars, or too large
     */
    public static Money dollars(String text) {
        return dollars(Decimals.parse(text));
    }

    /**
     * An amount of dollars.
     *
     * @throws ArithmeticException if it is not a whole number of nano-dollars, or too large
     */
    public static Money dollars(BigDecimal dollars) {
        return new Money(Decimals.shifted(dollars, SCALE).longValueExact());
    }

    /** @throws ArithmeticException on overflow */
    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    /** @throws ArithmeticException on overflow */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    /** Whether it is more than nothing. */
    public boolean isPositive() {
        return nanos > 0;
    }

    /** The amount in dollars, exactly. */
    public BigDecimal toDollars() {
        return BigDecimal.valueOf(nanos, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    /** The amount in dollars without superfluous zeros, such as {@code 0.0125}. */
    @Override
    public String toString() {
        return nanos == 0 ? "0" : toDollars().stripTrailingZeros().toPlainString();
    }
}
