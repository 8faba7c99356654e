package dev.switchboard.config;

import dev.switchboard.config.binding.ConfigOverride;
import dev.switchboard.config.binding.Field;
import dev.switchboard.config.binding.Names;
import dev.switchboard.config.schema.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Environment variables that stand above the file. Each single-valued setting with a fixed path has one: {@code
 * server.admin-port} is {@code SWITCHBOARD_SERVER_ADMIN_PORT}.
 */
final class EnvironmentOverrides {
    private static final String PREFIX = "SWITCHBOARD_";

    private EnvironmentOverrides() {}

    static List<ConfigOverride> from(Map<String, String> environment) {
        List<ConfigOverride> overrides = new ArrayList<>();
        for (String path : paths("", GatewayConfig.class)) {
            String name = variable(path);
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                overrides.add(ConfigOverride.of(path, value, "environment variable " + name));
            }
        }
        return overrides;
    }

    static String variable(String path) {
        return PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The paths of the settings that one text can set. */
    static List<String> paths(String path, Class<?> record) {
        List<String> paths = new ArrayList<>();
        for (Field field : Field.of(record)) {
            String child = Names.child(path, field.key());
            if (field.isScalar()) {
                paths.add(child);
            } else if (Field.isNested(field.valueType())) {
                paths.addAll(paths(child, field.valueType()));
            }
        }
        return paths;
    }
}
