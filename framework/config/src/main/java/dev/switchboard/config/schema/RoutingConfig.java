package dev.switchboard.config.schema;

import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/**
 * How a target is chosen.
 *
 * @param options the strategy's own keys
 */
@Description("How one of several targets is chosen, and what happens when it fails.")
public record RoutingConfig(
        @Description("A strategy that an installed plugin offers.") @Default(RoutingConfig.DEFAULT_STRATEGY)
        String strategy,

        @Description("What happens when a target fails before its first byte.")
        Retries retries,

        @Description("The keys of that strategy.") @Remaining
        ConfigValue.Mapping options) {
    /** The strategy of a configuration that names none. */
    public static final String DEFAULT_STRATEGY = "weighted";

    /** Retries before the first byte of a reply. */
    @Description("Retries before the first byte of a reply.")
    public record Retries(
            @Description("Attempts in all, the first included, 1 to 10.") @Default("2")
            int maxAttempts) {

        public Retries {
            Check.range("max-attempts", maxAttempts, 1, 10);
        }
    }
}
