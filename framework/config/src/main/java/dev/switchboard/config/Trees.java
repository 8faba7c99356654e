package dev.switchboard.config;

import dev.switchboard.config.binding.Names;
import dev.switchboard.config.binding.Setting;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looking things up in trees. */
final class Trees {
    private Trees() {}

    /** Where a value stands, or the nearest thing above it that exists; list items are keys such as {@code 0}. */
    static Origin origin(ConfigValue root, List<String> keys) {
        ConfigValue value = root;
        for (String key : keys) {
            Optional<ConfigValue> child = switch (value) {
                case Mapping mapping -> mapping.get(key);
                case Sequence sequence -> Optional.of(sequence.items().get(Integer.parseInt(key)));
                default -> Optional.empty();
            };
            if (child.isEmpty()) {
                break;
            }
            value = child.get();
        }
        return value.origin();
    }

    /** Rows for keys that no installed plugin explains: without knowing which are secret, only references are shown. */
    static List<Setting> unbound(String path, ConfigValue value) {
        List<Setting> rows = new ArrayList<>();
        switch (value) {
            case Mapping mapping ->
                mapping.entries().forEach(e -> rows.addAll(unbound(Names.child(path, e.key()), e.value())));
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    rows.addAll(unbound(path + "[" + i + "]", sequence.items().get(i)));
                }
            }
            case ConfigValue.Text text -> {
                boolean reference = text.value().matches("\\$\\{(env|file):[^}]*}")
                        && !text.value().contains(":-");
                String shown = reference ? text.value() : Setting.MASK;
                rows.add(new Setting(path, shown, text.origin().toString(), List.of()));
            }
            case ConfigValue.Numeric n ->
                rows.add(new Setting(path, n.literal(), n.origin().toString(), List.of()));
            case ConfigValue.Bool b ->
                rows.add(new Setting(
                        path, Boolean.toString(b.value()), b.origin().toString(), List.of()));
            case ConfigValue.Null n ->
                rows.add(new Setting(path, "(not set)", n.origin().toString(), List.of()));
        }
        return rows;
    }
}
