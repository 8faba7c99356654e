package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a deployment says of its prices, in {@code model_info} or {@code litellm_params}, becomes facts of the target under the same
 * names; whoever knows prices reads them.
 */
final class PriceTranslation {
    private static final String BASE_MODEL = "base_model";

    private PriceTranslation() {}

    /** Whether a member is about prices that can be counted: pixels, video and spoken characters are not. */
    private static boolean isPrice(String name) {
        boolean cost = name.contains("_cost")
                && !name.contains("pixel")
                && !name.contains("video")
                && !name.startsWith("output_cost_per_character");
        return cost || name.equals(BASE_MODEL) || name.equals("tiered_pricing");
    }

    /** The names of members that are carried over. */
    static Set<String> names(Deployment deployment) {
        return collect(deployment).keySet();
    }

    /** The target's facts; {@code litellm_params} go before {@code model_info}. */
    static Mapping info(Deployment deployment) {
        ConfigValue.Builder info = Mapping.builder(deployment.origin());
        collect(deployment).values().forEach(entry -> info.put(entry.key(), entry.value(), entry.origin()));
        return info.build();
    }

    private static Map<String, Entry> collect(Deployment deployment) {
        Map<String, Entry> facts = new LinkedHashMap<>();
        for (Mapping place : new Mapping[] {deployment.params(), Values.mapping(deployment.entry(), "model_info")}) {
            place.entries().stream()
                    .filter(entry -> isPrice(entry.key()))
                    .forEach(entry -> facts.putIfAbsent(entry.key(), entry));
        }
        return facts;
    }
}
