package dev.switchboard.config.schema;

import dev.switchboard.spi.config.Description;
import java.util.List;
import java.util.Optional;

/** One public model. */
@Description("A public model and where it goes.")
public record ModelConfig(
        @Description("Where it goes; at least one.") List<TargetConfig> targets,

        @Description("How a target is chosen, if not by `routing.strategy`.")
        Optional<String> strategy,

        @Description("Further public names of this model.") List<String> aliases,

        @Description("What becomes of a reply whose caller goes away, if not what `server.on-abort` says.")
        Optional<OnAbortConfig.Policy> onAbort) {

    public ModelConfig {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "targets: none (expected: at least one, such as" + " [{provider: openai, model: gpt-4o}])");
        }
    }
}
