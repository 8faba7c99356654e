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
import org.jspecify.annotations.Nullable;

/** {@code model_group_alias}: further names for groups. */
final class Aliases {
    private final Map<String, List<ConfigValue>> listed = new LinkedHashMap<>();
    private final Map<String, List<ConfigValue>> hidden = new LinkedHashMap<>();

    Aliases(Mapping written, Set<String> models, Notices notices) {
        for (Entry entry : written.entries()) {
            String path = "router_settings.model_group_alias." + entry.key();
            Optional<String> model =
                    entry.value() instanceof Mapping map ? Values.text(map, "model") : Values.text(entry.value());
            boolean hide = entry.value() instanceof Mapping map
                    && map.get("hidden").filter(Values::isTrue).isPresent();
            if (model.isPresent() && models.contains(model.get()) && !models.contains(entry.key())) {
                (hide ? hidden : listed)
                        .computeIfAbsent(model.get(), _ -> new ArrayList<>())
                        .add(new Text(entry.key(), entry.origin()));
            } else {
                notices.add(
                        Kind.UNSUPPORTED,
                        path,
                        entry.origin(),
                        "has no effect: it must be a new name for a model_name of this file");
            }
        }
    }

    /** Adds a group's further names to it. */
    void addTo(String model, ConfigValue.Builder config) {
        put(config, "aliases", listed.get(model));
        put(config, "hidden-aliases", hidden.get(model));
    }

    private static void put(ConfigValue.Builder config, String key, @Nullable List<ConfigValue> names) {
        if (names != null) {
            config.put(key, new Sequence(names, names.getFirst().origin()));
        }
    }
}
