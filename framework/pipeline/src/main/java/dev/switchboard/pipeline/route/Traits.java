package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.spi.routing.Price;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What decides whether a target may take a call.
 *
 * @param order         targets of a lower one go first, as long as one of them may take the call
 * @param tags          labels that calls may ask for
 * @param region        where it stands, such as {@code eu}
 * @param contextWindow the most tokens of a request
 * @param limits        what the operator allows on it
 * @param price         what it costs
 * @param userAgents    patterns of the programs whose calls it takes, unless their labels say otherwise
 * @param continues     whether it goes on from an assistant's message at the end of a request
 */
public record Traits(
        int order,
        List<String> tags,
        Optional<String> region,
        OptionalLong contextWindow,
        TargetLimits limits,
        Optional<Price> price,
        List<Pattern> userAgents,
        boolean continues) {
    /** Nothing special. */
    public static final Traits NONE =
            new Traits(0, List.of(), Optional.empty(), OptionalLong.empty(), TargetLimits.NONE, Optional.empty());

    /** A target for every program that does not go on where another broke off. */
    public Traits(
            int order,
            List<String> tags,
            Optional<String> region,
            OptionalLong contextWindow,
            TargetLimits limits,
            Optional<Price> price) {
        this(order, tags, region, contextWindow, limits, price, List.of(), false);
    }

    /** Copies the lists. */
    public Traits {
        tags = List.copyOf(tags);
        userAgents = List.copyOf(userAgents);
    }
}
