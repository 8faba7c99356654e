package dev.switchboard.launcher.assembly;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.json.JsonText;
import java.util.stream.Collectors;

/** Writes a configured value as JSON, the same way each time. */
final class ConfigJson {
    private ConfigJson() {}

    static JsonText of(ConfigValue value) {
        return new JsonText(text(value));
    }

    private static String text(ConfigValue value) {
        return switch (value) {
            case ConfigValue.Text text -> JsonText.string(text.value()).text();
            case ConfigValue.Numeric number -> number.value().toPlainString();
            case ConfigValue.Bool bool -> Boolean.toString(bool.value());
            case ConfigValue.Null ignored -> "null";
            case ConfigValue.Sequence list ->
                list.items().stream().map(ConfigJson::text).collect(Collectors.joining(",", "[", "]"));
            case ConfigValue.Mapping map ->
                map.entries().stream()
                        .map(entry -> JsonText.string(entry.key()).text() + ":" + text(entry.value()))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
