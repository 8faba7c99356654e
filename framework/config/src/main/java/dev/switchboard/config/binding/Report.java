package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what one binding finds: problems, settings, and the secrets that neither may show. */
final class Report {
    private final Overrides overrides;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    Report(Overrides overrides) {
        this.overrides = overrides;
    }

    /** Notes a value that messages of the bound record must not repeat; a shorter one would blot out common words. */
    void secret(String text) {
        if (text.length() >= 4) {
            secrets.add(text);
        }
    }

    void problem(Origin origin, String path, String message) {
        String masked = message;
        for (String secret : secrets) {
            masked = masked.replace(secret, Setting.MASK);
        }
        problems.add(new Problem(origin, path, masked));
    }

    void setting(String path, String value, String source, Optional<String> defaultText, boolean secret) {
        setting(path, value, source, defaultText, secret ? Shown.NOTHING : Shown.ALL);
    }

    void setting(String path, String value, String source, Optional<String> defaultText, Shown shown) {
        List<String> replaced = new ArrayList<>(overrides.replaced(path, shown));
        defaultText.ifPresent(d -> replaced.add(shown.of(d) + " (default)"));
        settings.add(new Setting(path, shown.of(value), source, replaced));
    }

    boolean failed() {
        return !problems.isEmpty();
    }

    int count() {
        return problems.size();
    }

    List<Problem> problems() {
        return problems;
    }

    List<Setting> settings() {
        return settings;
    }

    /** A scalar as its text. */
    static String written(ConfigValue value) {
        return switch (value) {
            case ConfigValue.Text text -> text.value();
            case ConfigValue.Numeric number -> number.literal();
            case ConfigValue.Bool bool -> Boolean.toString(bool.value());
            case ConfigValue.Null _ -> "null";
            case ConfigValue.Sequence _ -> "[...]";
            case ConfigValue.Mapping _ -> "{...}";
        };
    }

    /** What kind of value stands there, for messages. */
    static String kind(ConfigValue value) {
        return switch (value) {
            case ConfigValue.Text _ -> "a text";
            case ConfigValue.Numeric _ -> "a number";
            case ConfigValue.Bool _ -> "true or false";
            case ConfigValue.Null _ -> "nothing";
            case ConfigValue.Sequence _ -> "a list";
            case ConfigValue.Mapping _ -> "a map";
        };
    }
}
