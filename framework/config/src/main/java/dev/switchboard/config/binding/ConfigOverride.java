package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import java.util.List;

/**
 * One value that stands above the file: a flag of the command line or a variable of the environment.
 *
 * @param keys  the keys from the root, such as {@code server} and {@code port}
 * @param value what the setting becomes; its origin says who wants it
 */
public record ConfigOverride(List<String> keys, ConfigValue value) {
    public ConfigOverride {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none (expected: at least one)");
        }
    }

    /**
     * A text for a setting.
     *
     * @param path   keys without dots in them, joined by dots: {@code server.port}
     * @param source who wants it, such as {@code flag --port}
     */
    public static ConfigOverride of(String path, String text, String source) {
        return new ConfigOverride(List.of(path.split("\\.")), new ConfigValue.Text(text, Origin.of(source)));
    }
}
