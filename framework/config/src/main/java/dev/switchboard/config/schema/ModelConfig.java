package dev.switchboard.config.schema;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One public model. */
@Description("A public model and where it goes.")
public record ModelConfig(
        @Description("Where it goes; at least one.") List<TargetConfig> targets,

        @Description("How a target is chosen, if not by `routing.strategy`.")
        Optional<String> strategy,

        @Description("The keys of the strategy for this model, in place of those beside `routing.strategy`.")
        Map<String, ConfigValue> strategyOptions,

        @Description("Further public names of this model.") List<String> aliases,

        @Description("Further public names of this model that are not listed to callers.")
        List<String> hiddenAliases,

        @Description(
                "Models to go to, in this order, when all targets fail or are away; those of `routing.fallbacks` unless"
                        + " set.")
        List<String> fallbacks,

        @Description("Models to go to when a request is too long.")
        List<String> contextWindowFallbacks,

        @Description("Models to go to when an upstream refuses the content.")
        List<String> contentPolicyFallbacks,

        @Description("Names under which keys may be allowed to call it, beside its own.")
        List<String> accessGroups,

        @Description(
                "After how much silence a second target is asked as well. The first content wins, the other call is"
                        + " cancelled; both may be billed. Never, unless set.")
        Optional<Duration> hedgeAfter,

        @Description(
                "What brings calls back to the same target: `session`, if the caller names one; `conversation`, known by"
                        + " how it began, so that signed reasoning goes back to the account that signed it; `prompt-cache`, which also"
                        + " sends requests that begin alike to one target; `none`. `conversation` and `prompt-cache` read every request in full.")
        @Default("session")
        Affinity affinity,

        @Description("Copies some calls to another model. Nobody gets the replies; callbacks see them.")
        Optional<Mirror> mirror,

        @Description("Retries of this model, if other than `routing.retries`.")
        Optional<RoutingConfig.Retries> retries,

        @Description("What becomes of a reply whose caller goes away, if not what `server.on-abort` says.")
        Optional<OnAbortConfig.Policy> onAbort) {

    /** What brings calls back to a target. */
    public enum Affinity {
        /** Nothing. */
        NONE,
        /** A session that the caller names. */
        SESSION,
        /** The conversation, known by how it began. */
        CONVERSATION,
        /** How requests begin. */
        PROMPT_CACHE
    }

    /** Copies some calls to another model. */
    @Description("Copies some calls to another model.")
    public record Mirror(
            @Description("The model that gets the copies.") String model,

            @Description("The share of calls that are copied, 0 to 1.") @Default("1")
            double share) {
        public Mirror {
            if (share < 0 || share > 1) {
                throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
            }
        }
    }

    public ModelConfig {
        hedgeAfter.ifPresent(delay -> Check.positive("hedge-after", delay));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "targets: none (expected: at least one, such as" + " [{provider: openai, model: gpt-4o}])");
        }
    }
}
