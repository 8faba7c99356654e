package dev.switchboard.routing.latency;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/**
 * What a call's time is made of.
 *
 * @param tokens the length of the reply that counts
 */
public record LatencyConfig(
        @Description(
                "How many tokens of output count beside the time to the first content, 0 to 100000. 0 looks at the first"
                        + " content only.")
        @Default("0")
        int tokens) {
    public LatencyConfig {
        if (tokens < 0 || tokens > 100_000) {
            throw new IllegalArgumentException("tokens: " + tokens + " (expected: 0 to 100000)");
        }
    }
}
