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

/** {@code model_group_alias}: further names for groups. */
final class Aliases {
    private final Map<String, List<ConfigValue>> byModel = new LinkedHashMap<>();

    Aliases(Mapping written, Set<String> models, Notices notices) {
        for (Entry entry : written.entries()) {
            String path = "router_settings.model_group_alias." + entry.key();
            Optional<String> model =
                    entry.value() instanceof Mapping map ? Values.text(map, "model") : Values.text(entry.value());
            if (entry.value() instanceof Mapping map && map.get("hidden").isPresent()) {
                notices.add(Kind.UNSUPPORTED, path + ".hidden", entry.origin(), "aliases are always listed");
            }
            if (model.isPresent() && models.contains(model.get()) && !models.contains(entry.key())) {
                byModel.computeIfAbsent(model.get(), _ -> new ArrayList<>()).add(new Text(entry.key(), entry.origin()));
            } else {
                notices.add(
                        Kind.UNSUPPORTED,
                        path,
                        entry.origin(),
                        "has no effect: it must be a new name for a model_name of this file");
            }
        }
    }

    Optional<ConfigValue> of(String model) {
        return Optional.ofNullable(byModel.get(model))
                .map(list -> new Sequence(list, list.getFirst().origin()));
    }
}
