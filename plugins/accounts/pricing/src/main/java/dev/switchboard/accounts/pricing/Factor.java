package dev.switchboard.accounts.pricing;

import java.math.BigDecimal;

/**
 * What prices are multiplied by: a discount, a margin, a region's surcharge.
 *
 * @param value 0 to 1000, with at most 9 decimals
 */
public record Factor(BigDecimal value) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000);
    private static final int DECIMALS = 9;

    /** Changes nothing. */
    public static final Factor ONE = new Factor(BigDecimal.ONE);

    /** @throws IllegalArgumentException if the value is out of range */
    public Factor {
        if (value.signum() < 0
                || value.compareTo(MOST) > 0
                || value.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("factor: " + value + " (expected: 0 to 1000, at most 9 decimals)");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** Reads a factor such as {@code 0.85} for a discount of 15%. @throws NumberFormatException if it is no decimal number */
    public static Factor of(String text) {
        return new Factor(Decimals.parse(text));
    }

    /** Both factors together. @throws IllegalArgumentException if the product is out of range */
    public Factor times(Factor other) {
        return new Factor(value.multiply(other.value));
    }
}
