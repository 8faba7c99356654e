package dev.switchboard.spi.chat;

import dev.switchboard.spi.json.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What hangs on a message, block or tool beside its content.
 *
 * @param cacheMark an end of a prompt prefix that the provider shall cache
 * @param extras    members that the canonical form does not know, verbatim and in order
 */
public record Annotations(Optional<CacheMark> cacheMark, Map<String, JsonText> extras) {
    /** Nothing. */
    public static final Annotations NONE = new Annotations(Optional.empty(), Map.of());

    /** Copies the map, keeping its order. */
    public Annotations {
        extras = extras.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** Extras only. */
    public static Annotations of(Map<String, JsonText> extras) {
        return extras.isEmpty() ? NONE : new Annotations(Optional.empty(), extras);
    }

    /**
     * A request to cache the prompt up to here.
     *
     * @param lifetime in the provider's words, such as {@code 5m} or {@code 1h}; empty for its default
     */
    public record CacheMark(Optional<String> lifetime) {}
}
