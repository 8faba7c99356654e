package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a deployment says of its prices, in {@code model_info} or {@code litellm_params}, becomes the target's price under the same
 * names; whose prices hold for it, a fact.
 */
final class PriceTranslation {
    private static final String BASE_MODEL = "base_model";

    private PriceTranslation() {}

    /** Whether a member is a price that can be counted: pixels, video and spoken characters are not. */
    private static boolean isPrice(Entry entry) {
        String name = entry.key();
        boolean cost = name.contains("_cost")
                && !name.contains("pixel")
                && !name.contains("video")
                && !name.startsWith("output_cost_per_character");
        return (cost || name.equals("tiered_pricing")) && isGood(entry.value());
    }

    private static boolean isGood(ConfigValue value) {
        return switch (value) {
            case Mapping _, ConfigValue.Sequence _ -> true;
            case ConfigValue.Bool _, ConfigValue.Null _ -> false;
            case ConfigValue.Numeric number -> number.value().signum() >= 0;
            case ConfigValue.Text text -> isPositive(text.value());
        };
    }

    private static boolean isPositive(String text) {
        try {
            return new BigDecimal(text).signum() >= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The names of members that are carried over. */
    static Set<String> names(Deployment deployment) {
        return collect(deployment, entry -> isPrice(entry) || isBaseModel(entry))
                .keySet();
    }

    private static boolean isBaseModel(Entry entry) {
        return entry.key().equals(BASE_MODEL);
    }

    /** Adds what is said; {@code litellm_params} go before {@code model_info}. */
    static void addTo(ConfigValue.Builder target, Deployment deployment) {
        add(target, "price", deployment, PriceTranslation::isPrice);
        add(target, "info", deployment, PriceTranslation::isBaseModel);
    }

    private static void add(ConfigValue.Builder target, String name, Deployment deployment, Predicate<Entry> which) {
        Map<String, Entry> members = collect(deployment, which);
        if (!members.isEmpty()) {
            ConfigValue.Builder mapping = Mapping.builder(deployment.origin());
            members.values().forEach(entry -> mapping.put(entry.key(), entry.value(), entry.origin()));
            target.put(name, mapping.build());
        }
    }

    private static Map<String, Entry> collect(Deployment deployment, Predicate<Entry> which) {
        Map<String, Entry> found = new LinkedHashMap<>();
        for (Mapping place : new Mapping[] {deployment.params(), Values.mapping(deployment.entry(), "model_info")}) {
            place.entries().stream().filter(which).forEach(entry -> found.putIfAbsent(entry.key(), entry));
        }
        return found;
    }
}
