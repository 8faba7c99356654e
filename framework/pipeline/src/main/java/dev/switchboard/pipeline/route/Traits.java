package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.spi.routing.Price;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What decides whether a target may take a call.
 *
 * @param order         targets of a lower one go first, as long as one of them may take the call
 * @param tags          labels that calls may ask for
 * @param region        where it stands, such as {@code eu}
 * @param contextWindow the most tokens of a request
 * @param limits        what the operator allows on it
 * @param price         what it costs
 */
public record Traits(
        int order,
        List<String> tags,
        Optional<String> region,
        OptionalLong contextWindow,
        TargetLimits limits,
        Optional<Price> price) {
    /** Nothing special. */
    public static final Traits NONE =
            new Traits(0, List.of(), Optional.empty(), OptionalLong.empty(), TargetLimits.NONE, Optional.empty());

    /** Copies the list. */
    public Traits {
        tags = List.copyOf(tags);
    }
}
