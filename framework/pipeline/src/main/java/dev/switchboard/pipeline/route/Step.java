package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.live.Passage;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.RoutingStrategy;
import java.time.Duration;
import java.util.Optional;

/** What to do next for an exchange. */
public sealed interface Step {
    /**
     * Make an attempt.
     *
     * @param routed   the target as it is configured
     * @param target   the target with the model's name for this call
     * @param passage  the place that was taken; to be given back when the attempt is over
     * @param strategy to be told how it went
     */
    record Go(RoutedTarget routed, Target target, Passage passage, Optional<Instance<RoutingStrategy>> strategy)
            implements Step {}

    /** Wait, and ask again. */
    record Wait(Duration duration) implements Step {}

    /** Give up. @param error why; the last attempt's, if there was one */
    record End(GatewayError error) implements Step {}
}
