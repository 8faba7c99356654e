package dev.switchboard.accounts.pricing;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.provider.Target;
import java.util.Map;
import java.util.Optional;

/**
 * Prices that the operator gave a target: under {@code price} in the format of {@link SheetReader}, or as members named the way
 * LiteLLM names them, such as {@code input_cost_per_token}.
 */
public final class CustomPrices {
    private CustomPrices() {}

    /** The target's own prices; empty if it has none. What cannot be read is unpriced, and says why. */
    public static Optional<Quote> of(Target target) {
        Map<String, JsonText> info = target.info();
        if (info.isEmpty()) {
            return Optional.empty();
        }
        String version = "target " + target.id();
        try {
            JsonText own = info.get("price");
            return own != null
                    ? Optional.of(new Quote.Priced(SheetReader.read(target.id(), version, JsonValue.of(own))))
                    : LiteLlmPrices.sheet(target.id(), version, info).map(Quote.Priced::new);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(
                    new Quote.Unpriced("the prices of target " + target.id() + " make no sense: " + e.getMessage()));
        }
    }
}
