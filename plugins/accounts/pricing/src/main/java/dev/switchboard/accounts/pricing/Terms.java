package dev.switchboard.accounts.pricing;

import java.util.Optional;

/**
 * What decides on the price of a call beside what it used.
 *
 * @param tier   the tier that was asked for; what the reply says goes before it
 * @param region where the call was served, as the sheet names it; one that the sheet does not name costs the list price
 */
public record Terms(ServiceTier tier, Optional<String> region) {
    /** The list price. */
    public static final Terms STANDARD = new Terms(ServiceTier.STANDARD, Optional.empty());
}
