package dev.switchboard.accounts.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The price of one unit (a token, an image, a second, a character, a request), in whole pico-dollars (10<sup>-12</sup>): one
 * dollar for a million tokens is 1,000,000. Zero is a price; an unknown one is no {@code Price} at all.
 *
 * @param picos the price in pico-dollars, 0 or more
 */
public record Price(long picos) implements Comparable<Price> {
    /** Free of charge. */
    public static final Price FREE = new Price(0);

    private static final int SCALE = 12;
    private static final long PICOS_PER_NANO = 1_000;
    private static final int THOUSAND = 3;
    private static final int MILLION = 6;

    /** @throws IllegalArgumentException if it is negative */
    public Price {
        if (picos < 0) {
            throw new IllegalArgumentException("price: " + picos + " (expected: 0 or more)");
        }
    }

    /**
     * A price in dollars for one unit, such as {@code 1.25e-06}. What is finer than a pico-dollar is rounded half up: published
     * prices are not, but computed ones, such as {@code 3.7499999999999997e-06}, come so out of floating point.
     *
     * @throws NumberFormatException if it is no decimal number
     * @throws IllegalArgumentException if it is negative
     * @throws ArithmeticException if it is above nine million dollars
     */
    public static Price perUnit(String dollars) {
        return ofDollars(Decimals.parse(dollars), SCALE);
    }

    /** A price in dollars for a thousand units; otherwise like {@link #perUnit}. */
    public static Price perThousand(String dollars) {
        return ofDollars(Decimals.parse(dollars), SCALE - THOUSAND);
    }

    /** A price in dollars for a million units, as providers publish them; otherwise like {@link #perUnit}. */
    public static Price perMillion(String dollars) {
        return ofDollars(Decimals.parse(dollars), SCALE - MILLION);
    }

    private static Price ofDollars(BigDecimal dollars, int digits) {
        return new Price(Decimals.shifted(dollars, digits)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /**
     * What that many units cost, rounded half up to the nano-dollar.
     *
     * @throws ArithmeticException if the amount is too large
     */
    public Money times(long count) {
        return amount(count, PICOS_PER_NANO / 2);
    }

    /** Like {@link #times}, but rounded up: for what is set aside. */
    public Money timesAtMost(long count) {
        return amount(count, PICOS_PER_NANO - 1);
    }

    private Money amount(long count, long rounding) {
        long high = Math.multiplyHigh(picos, count);
        long low = picos * count;
        if (high == 0 && low >= 0 && low <= Long.MAX_VALUE - PICOS_PER_NANO) {
            return new Money((low + rounding) / PICOS_PER_NANO);
        }
        BigInteger exact = BigInteger.valueOf(picos).multiply(BigInteger.valueOf(count));
        return new Money(exact.add(BigInteger.valueOf(rounding))
                .divide(BigInteger.valueOf(PICOS_PER_NANO))
                .longValueExact());
    }

    /** This price changed by a factor, rounded half up to the pico-dollar. */
    public Price times(Factor factor) {
        return factor.equals(Factor.ONE)
                ? this
                : new Price(new BigDecimal(picos)
                        .multiply(factor.value())
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /** The dearer one of two. */
    public Price max(Price other) {
        return picos >= other.picos ? this : other;
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(picos, other.picos);
    }

    /** The price in dollars for one unit. */
    @Override
    public String toString() {
        return picos == 0
                ? "0"
                : BigDecimal.valueOf(picos, SCALE).stripTrailingZeros().toPlainString();
    }
}
