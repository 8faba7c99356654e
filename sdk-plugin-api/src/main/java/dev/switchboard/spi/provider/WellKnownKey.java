package dev.switchboard.spi.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An environment variable in which people keep a provider's key. On a start without configuration the gateway makes an
 * instance, and a route for all its models, of each one it finds set.
 *
 * @param environmentVariable such as {@code OPENAI_API_KEY}
 * @param routePrefix         what stands before the slash of the route, such as {@code openai} for {@code openai/*}; at most
 *                            one instance is made for a prefix, of the first of its variables that is set
 * @param settings            the instance's settings beside its type, as an operator would write them; the key as a reference,
 *                            such as <code>${env:OPENAI_API_KEY}</code>, never as a value
 */
public record WellKnownKey(String environmentVariable, String routePrefix, Map<String, String> settings) {
    /** Copies the map, keeping its order. @throws IllegalArgumentException if a name is empty or the prefix has a slash */
    public WellKnownKey {
        if (environmentVariable.isBlank()) {
            throw new IllegalArgumentException("environment variable: \"\" (expected: a name)");
        }
        if (routePrefix.isBlank() || routePrefix.contains("/")) {
            throw new IllegalArgumentException(
                    "route prefix: \"" + routePrefix + "\" (expected: a name without a slash)");
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
