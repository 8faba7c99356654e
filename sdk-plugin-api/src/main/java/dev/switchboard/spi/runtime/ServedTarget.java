package dev.switchboard.spi.runtime;

import dev.switchboard.spi.provider.Target;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A target that serves a public model at present.
 *
 * @param model         the public name, or the pattern
 * @param id            the name by which the gateway keeps its state
 * @param providerType  the type of its provider, such as {@code openai-compatible}
 * @param target        provider instance, upstream's name and facts
 * @param contextWindow the most tokens of a request, if the configuration says
 */
public record ServedTarget(String model, String id, String providerType, Target target, OptionalLong contextWindow) {
    /** Checks that nothing is null. */
    public ServedTarget {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(providerType, "providerType");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(contextWindow, "contextWindow");
    }
}
