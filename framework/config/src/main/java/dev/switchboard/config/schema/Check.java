package dev.switchboard.config.schema;

import java.time.Duration;

/** Ranges that records check. */
final class Check {
    private Check() {}

    static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }

    static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + ": " + value.toMillis() + "ms (expected: more than 0ms)");
        }
    }
}
