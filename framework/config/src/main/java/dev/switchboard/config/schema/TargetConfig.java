package dev.switchboard.config.schema;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One upstream model that a public model may go to. */
@Description("An upstream model.")
public record TargetConfig(
        @Description("A name under `providers`.") String provider,

        @Description("The upstream's name of the model. In a pattern, `*` stands for what the pattern's `*` caught.")
        String model,

        @Description("Share of the traffic in proportion to the other targets, 0 to 1000000000; 0 takes none.")
        @Default("1")
        double weight,

        @Description("Parameters of the request that are set where the caller sent none.")
        Map<String, ConfigValue> defaults,

        @Description("Parameters of the request that are set, whatever the caller sent.") @Key("set")
        Map<String, ConfigValue> overrides,

        @Description("Parameters of the request that are removed.")
        List<String> remove,

        @Description("Headers that are sent upstream.") @Secret
        Map<String, String> headers,

        @Description("How long to wait for this upstream.") Timeouts timeouts,

        @Description("Facts about the model for plugins, such as its prices; what they may be, the plugin says.")
        Map<String, ConfigValue> info) {

    public TargetConfig {
        if (weight < 0 || weight > 1e9) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: 0 to 1000000000)");
        }
    }

    /** Prints neither headers nor parameters, which may hold secrets. */
    @Override
    public String toString() {
        return "TargetConfig[provider=" + provider + ", model=" + model + ", weight=" + weight + "]";
    }

    /** How long to wait for an upstream. */
    @Description("How long to wait for an upstream.")
    public record Timeouts(
            @Description("To connect.") @Default("5s") Duration connect,

            @Description(
                    "For the first byte of the reply. A reply that is not streamed comes only when it is complete.")
            @Default("5m")
            Duration firstByte,

            @Description("Between two bytes of a reply.") @Default("5m")
            Duration idle,

            @Description("For the whole reply.") @Default("10m")
            Duration total) {

        public Timeouts {
            Check.positive("connect", connect);
            Check.positive("first-byte", firstByte);
            Check.positive("idle", idle);
            Check.positive("total", total);
        }
    }
}
