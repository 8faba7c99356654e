package dev.switchboard.launcher.assembly;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.json.JsonText;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a configured value as JSON, the same way each time. */
final class ConfigJson {
    private ConfigJson() {}

    static JsonText of(ConfigValue value) {
        return new JsonText(text(value));
    }

    /** An object with these members. */
    static JsonText of(Map<String, ConfigValue> members) {
        return new JsonText(members.entrySet().stream()
                .map(member -> member(member.getKey(), member.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String member(String name, ConfigValue value) {
        return JsonText.string(name).text() + ":" + text(value);
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
                        .map(entry -> member(entry.key(), entry.value()))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
