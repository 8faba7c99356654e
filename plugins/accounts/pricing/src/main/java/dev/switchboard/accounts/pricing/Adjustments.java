package dev.switchboard.accounts.pricing;

import java.util.Map;

/**
 * Discounts and margins: all prices are multiplied by the factor of the provider and by that of everything.
 *
 * @param all       for every price, such as a margin
 * @param providers by the name of a provider instance, or by {@code provider/model}, which then counts instead
 */
public record Adjustments(Factor all, Map<String, Factor> providers) {
    /** The prices as they are listed. */
    public static final Adjustments NONE = new Adjustments(Factor.ONE, Map.of());

    /** Copies the map. */
    public Adjustments {
        providers = Map.copyOf(providers);
    }

    /** The factor for a target. */
    Factor of(String provider, String model) {
        Factor own = providers.getOrDefault(provider + "/" + model, providers.getOrDefault(provider, Factor.ONE));
        return all.times(own);
    }
}
