package dev.switchboard.config.binding;

import java.util.List;

/**
 * One effective value and its history, for {@code config explain}.
 *
 * @param path      the setting, such as {@code server.port}
 * @param value     as an operator would write it; {@value #MASK} for a secret
 * @param source    where it came from, such as {@code switchboard.yaml:3:9}, {@code flag --port} or {@code default}
 * @param overrides what it replaced, nearest first, each as {@code value (source)}
 */
public record Setting(String path, String value, String source, List<String> overrides) {
    /** What is shown in place of a secret. */
    public static final String MASK = "********";

    public Setting {
        overrides = List.copyOf(overrides);
    }
}
