package dev.switchboard.spi.chat;

import dev.switchboard.spi.wire.Extras;
import java.util.Objects;
import java.util.Optional;

/**
 * What hangs on a message, block or tool beside its content.
 *
 * @param cacheMark an end of a prompt prefix that the provider shall cache
 * @param signature a provider's proof that belongs to this block and must come back with it unchanged, where it does not
 *                  stand in a block of its own, such as Gemini's thought signature on a tool use
 * @param extras    members that the canonical form does not know
 */
public record Annotations(Optional<CacheMark> cacheMark, Optional<Signature> signature, Extras extras) {
    /** Nothing. */
    public static final Annotations NONE = new Annotations(Optional.empty(), Optional.empty(), Extras.NONE);

    /** Checks that nothing is null. */
    public Annotations {
        Objects.requireNonNull(cacheMark);
        Objects.requireNonNull(signature);
        Objects.requireNonNull(extras);
    }

    /** Extras only. */
    public static Annotations of(Extras extras) {
        return extras.isEmpty() ? NONE : new Annotations(Optional.empty(), Optional.empty(), extras);
    }

    /** A cache mark, if there is one, and extras. */
    public static Annotations of(Optional<CacheMark> cacheMark, Extras extras) {
        return cacheMark.isEmpty() ? of(extras) : new Annotations(cacheMark, Optional.empty(), extras);
    }

    /** A signature only. */
    public static Annotations signed(Signature signature) {
        return new Annotations(Optional.empty(), Optional.of(signature), Extras.NONE);
    }

    /** The same with a signature. */
    public Annotations withSignature(Signature value) {
        return new Annotations(cacheMark, Optional.of(value), extras);
    }

    /**
     * A request to cache the prompt up to here.
     *
     * @param lifetime in the provider's words, such as {@code 5m} or {@code 1h}; empty for its default
     */
    public record CacheMark(Optional<String> lifetime) {}
}
