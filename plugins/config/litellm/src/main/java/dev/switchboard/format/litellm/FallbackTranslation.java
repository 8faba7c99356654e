package dev.switchboard.format.litellm;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists such as {@code fallbacks: [{group: [other, ...]}]}, by group. */
final class FallbackTranslation {
    /** LiteLLM's lists, and what they are called here. */
    static final Map<String, String> LISTS = Map.of(
            "fallbacks", "fallbacks",
            "context_window_fallbacks", "context-window-fallbacks",
            "content_policy_fallbacks", "content-policy-fallbacks");

    private final Predicate<String> known;
    private final Notices notices;
    private final Map<String, Map<String, List<ConfigValue>>> byModel = new LinkedHashMap<>();
    private final List<ConfigValue> general = new ArrayList<>();

    /** @param known whether a name is one of a group, an alias, or matched by a pattern */
    FallbackTranslation(Predicate<String> known, Notices notices) {
        this.known = known;
        this.notices = notices;
    }

    /** Reads one list. @param models the groups */
    void read(String list, ConfigValue value, Set<String> models) {
        for (ConfigValue item : Values.items(value)) {
            if (item instanceof Mapping mapping) {
                mapping.entries().forEach(entry -> entry(list, entry, models));
            }
        }
    }

    /** Reads {@code default_fallbacks}, a plain list of names. */
    void readDefaults(ConfigValue value) {
        general.addAll(names("default_fallbacks", value));
    }

    private void entry(String list, Entry entry, Set<String> models) {
        List<ConfigValue> names = names(list, entry.value());
        if (entry.key().equals("*") && list.equals("fallbacks")) {
            general.addAll(names);
        } else if (models.contains(entry.key())) {
            byModel.computeIfAbsent(entry.key(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(LISTS.getOrDefault(list, list), _ -> new ArrayList<>())
                    .addAll(names);
        } else {
            notices.add(
                    Kind.UNSUPPORTED,
                    list + "." + entry.key(),
                    entry.origin(),
                    "has no effect: it must be a model_name of this file");
        }
    }

    private List<ConfigValue> names(String list, ConfigValue value) {
        List<ConfigValue> names = new ArrayList<>();
        for (ConfigValue item : Values.items(value)) {
            Optional<String> name = item instanceof Text text ? Optional.of(text.value()) : Optional.empty();
            if (name.filter(known).isPresent()) {
                names.add(item);
            } else {
                notices.add(
                        Kind.UNSUPPORTED,
                        list,
                        item.origin(),
                        name.map(n -> "'" + n + "'").orElse("a fallback with parameters")
                                + " is left out: only a model_name of this file can be one");
            }
        }
        return names;
    }

    /** Adds a group's lists to it. */
    void addTo(String model, ConfigValue.Builder config) {
        byModel.getOrDefault(model, Map.of()).forEach((key, names) -> {
            if (!names.isEmpty()) {
                config.put(key, new Sequence(names, names.getFirst().origin()));
            }
        });
    }

    /** Adds what holds for groups without a list of their own. */
    void addTo(ConfigValue.Builder routing) {
        if (!general.isEmpty()) {
            routing.put("fallbacks", new Sequence(general, general.getFirst().origin()));
        }
    }
}
