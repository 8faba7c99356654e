package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import java.util.Optional;
import java.util.Set;

/**
 * Prices that the operator gave a target, its fact {@code price}: in the format of {@link SheetReader}, or with the members of
 * LiteLLM's cost map, such as {@code input_cost_per_token}.
 */
public final class CustomPrices {
    /** Members of the cost map beside those that are prices by their names. */
    private static final Set<String> BESIDE = Set.of(
            "tiered_pricing", "provider_specific_entry", "max_input_tokens", "max_output_tokens", "max_image_tokens");

    private CustomPrices() {}

    /** The target's own prices; empty if it has none. What cannot be read is unpriced, and says why. */
    public static Optional<Quote> of(Target target) {
        JsonText price = target.info().get("price");
        if (price == null) {
            return Optional.empty();
        }
        try {
            return sheet(target.id(), JsonValue.of(price)).map(Quote.Priced::new);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(
                    new Quote.Unpriced("the prices of target " + target.id() + " make no sense: " + e.getMessage()));
        }
    }

    private static Optional<PriceSheet> sheet(String target, JsonValue price) {
        String version = "target " + target;
        Set<String> names = price.members().keySet();
        if (names.stream().noneMatch(CustomPrices::isOfCostMap)) {
            return Optional.of(SheetReader.read(target, version, price));
        }
        names.stream()
                .filter(name -> !isOfCostMap(name) && !BESIDE.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new PriceFormatException(
                            "\"" + name + "\" is no member of LiteLLM's cost map, as the others are"
                                    + " (expected: all prices by its names, or none)");
                });
        return LiteLlmPrices.read(target, version, price.members());
    }

    private static boolean isOfCostMap(String name) {
        return name.contains("_cost") || name.equals("tiered_pricing");
    }
}
