package dev.switchboard.routing.cost;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/**
 * What a call is made of.
 *
 * @param outputShare the share of output among all tokens
 */
public record CostConfig(
        @Description("The share of output among the tokens of a call, 0 to 1.") @Default("0.25")
        double outputShare) {
    public CostConfig {
        if (outputShare < 0 || outputShare > 1) {
            throw new IllegalArgumentException("output-share: " + outputShare + " (expected: 0 to 1)");
        }
    }
}
