package dev.switchboard.accounts.pricing;

import java.util.Locale;
import java.util.Optional;

/** Tiers of service that have prices of their own. */
public enum ServiceTier {
    /** The list price. */
    STANDARD,
    /** Calls that may take hours, in bulk. */
    BATCH,
    /** Calls that may wait or be refused. */
    FLEX,
    /** Calls that go first. */
    PRIORITY;

    /**
     * The tier that a provider's word means, such as {@code default}, {@code on_demand}, {@code flex}; empty if the word is
     * not known.
     */
    public static Optional<ServiceTier> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "", "standard", "default", "auto", "on_demand", "standard_only" -> Optional.of(STANDARD);
            case "batch" -> Optional.of(BATCH);
            case "flex" -> Optional.of(FLEX);
            case "priority" -> Optional.of(PRIORITY);
            default -> Optional.empty();
        };
    }
}
