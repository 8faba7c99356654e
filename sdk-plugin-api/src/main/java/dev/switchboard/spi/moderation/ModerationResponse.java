package dev.switchboard.spi.moderation;

import dev.switchboard.spi.usage.Metered;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.wire.Extras;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Verdicts, one for each item and in its order.
 *
 * @param id       the upstream's name for the reply; empty if it gave none
 * @param model    the model that answered
 * @param verdicts at least one
 * @param usage    what it used; most providers do not charge
 * @param extras   top-level members this record does not know
 */
public record ModerationResponse(String id, String model, List<Verdict> verdicts, Usage usage, Extras extras)
        implements Metered {
    /** Copies the list. */
    public ModerationResponse {
        Objects.requireNonNull(id);
        Objects.requireNonNull(model);
        Objects.requireNonNull(usage);
        Objects.requireNonNull(extras);
        verdicts = List.copyOf(verdicts);
    }

    /**
     * What the model thinks of one item.
     *
     * @param flagged    whether it breaks any of the provider's rules
     * @param categories every category the provider looks at, in its order
     * @param extras     members this record does not know
     */
    public record Verdict(boolean flagged, List<Category> categories, Extras extras) {
        /** Copies the list. */
        public Verdict {
            Objects.requireNonNull(extras);
            categories = List.copyOf(categories);
        }
    }

    /**
     * One kind of offence.
     *
     * @param name    such as {@code violence/graphic}
     * @param flagged whether the item is one
     * @param score   how sure the model is, 0 to 1, if it says so
     * @param judged  the kinds of input that were looked at, such as {@code text} and {@code image}; empty if it does not say
     */
    public record Category(String name, boolean flagged, OptionalDouble score, List<String> judged) {
        /** Copies the list. */
        public Category {
            Objects.requireNonNull(name);
            Objects.requireNonNull(score);
            judged = List.copyOf(judged);
        }
    }
}
