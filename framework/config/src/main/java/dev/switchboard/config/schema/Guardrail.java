package dev.switchboard.config.schema;

import dev.switchboard.config.binding.Remaining;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;

/**
 * One configured guardrail.
 *
 * @param settings the plugin's own keys
 */
@Description("One guardrail.")
public record Guardrail(
        @Description("What it is: a type that an installed plugin offers.")
        String type,

        @Description("What happens when the guardrail itself fails: the exchange is refused, or goes on and is marked.")
        @Default("block")
        OnFailure onFailure,

        @Description(
                "Whether it looks at every call, or only at those of callers for whom it is named, such as keys with it in"
                        + " `guardrails`.")
        @Default("true")
        boolean defaultOn,

        @Description("The keys of that type.") @Remaining ConfigValue.Mapping settings) {

    /** What a failure of the guardrail itself means for the exchange. */
    public enum OnFailure {
        /** Refuse the exchange. */
        BLOCK,
        /** Let it go on and mark it. */
        PASS
    }
}
