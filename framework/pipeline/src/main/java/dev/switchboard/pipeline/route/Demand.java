package dev.switchboard.pipeline.route;

import dev.switchboard.spi.dialect.CallOptions.Priority;
import java.util.List;
import java.util.Optional;

/**
 * What a call asks of a target.
 *
 * @param tokens    about how many tokens go in; only ever decides where to go first, never that a call is refused
 * @param tags      labels that targets may have
 * @param region    the only region it may go to
 * @param fallbacks models to go to instead of those that the operator lists
 * @param retries   the most further attempts at the targets of one model
 * @param priority  how much it matters
 * @param ties      what ties it to a target
 * @param userAgent the calling program, as it names itself
 */
public record Demand(
        long tokens,
        List<String> tags,
        Optional<String> region,
        List<String> fallbacks,
        Optional<Integer> retries,
        Priority priority,
        Ties ties,
        Optional<String> userAgent) {
    /** Nothing special. */
    public static final Demand NONE = of(0, List.of());

    /** A usual call of that length with those labels. */
    public static Demand of(long tokens, List<String> tags) {
        return new Demand(tokens, tags, Optional.empty(), List.of(), Optional.empty(), Priority.NORMAL, Ties.NONE);
    }

    /** A call of a program without a name. */
    public Demand(
            long tokens,
            List<String> tags,
            Optional<String> region,
            List<String> fallbacks,
            Optional<Integer> retries,
            Priority priority,
            Ties ties) {
        this(tokens, tags, region, fallbacks, retries, priority, ties, Optional.empty());
    }

    /** Copies the lists. */
    public Demand {
        tags = List.copyOf(tags);
        fallbacks = List.copyOf(fallbacks);
    }
}
