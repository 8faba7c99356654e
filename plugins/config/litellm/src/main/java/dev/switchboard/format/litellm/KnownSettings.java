package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import java.util.HashMap;
import java.util.Map;

/** LiteLLM's settings that are known and not carried over, from {@code settings.txt}. */
final class KnownSettings {
    private static final String NO_EFFECT = "not supported yet, has no effect";
    private static final Known UNKNOWN =
            new Known(Kind.UNKNOWN, "no setting of LiteLLM that is known here; has no effect");
    private static final Map<String, Known> SETTINGS = read();

    private KnownSettings() {}

    /** What is known of a setting. */
    record Known(Kind kind, String message) {}

    static Known find(String section, String key) {
        return SETTINGS.getOrDefault(section + "." + key, UNKNOWN);
    }

    private static Map<String, Known> read() {
        Map<String, Known> settings = new HashMap<>();
        for (String line : DataFile.lines("settings.txt")) {
            String[] parts = line.split(" +", 3);
            String message = parts.length > 2 ? parts[2] : NO_EFFECT;
            settings.put(parts[0], new Known(Kind.valueOf(parts[1]), message));
        }
        return Map.copyOf(settings);
    }
}
