package dev.switchboard.format.litellm;

import java.util.Map;
import java.util.Optional;

/** LiteLLM's names of failures, as they stand in its policies, and the kinds that they are here. */
final class FailureNames {
    private static final Map<String, String> KINDS = Map.of(
            "Timeout", "upstream-timeout",
            "RateLimit", "rate-limit",
            "InternalServer", "upstream",
            "BadGateway", "upstream",
            "ServiceUnavailable", "overloaded");

    private FailureNames() {}

    /** The kind of a policy's key; empty if it is a failure that says nothing about the upstream's health. */
    static Optional<String> kind(String key, String suffix) {
        return key.endsWith(suffix)
                ? Optional.ofNullable(KINDS.get(key.substring(0, key.length() - suffix.length())))
                : Optional.empty();
    }
}
