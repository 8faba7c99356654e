package dev.switchboard.wire.openai;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What holds for some models of a server beyond what holds for all.
 *
 * @param models the whole name of a model fits
 * @param drop   as {@link Quirks#drop}
 * @param refuse as {@link Quirks#refuse}
 */
public record ModelRule(Pattern models, Set<String> drop, Set<String> refuse) {
    /** Copies the sets. */
    public ModelRule {
        drop = Set.copyOf(drop);
        refuse = Set.copyOf(refuse);
    }

    boolean fits(String model) {
        return models.matcher(model).matches();
    }
}
