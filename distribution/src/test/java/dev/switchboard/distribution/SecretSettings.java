package dev.switchboard.distribution;

import dev.switchboard.config.binding.Field;
import dev.switchboard.spi.ComponentFactory;
import dev.switchboard.spi.plugin.Plugin;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a plugin's components that are marked as secrets. */
final class SecretSettings {
    private SecretSettings() {}

    /** Their names, such as {@code api-key} and {@code database.password}. */
    static Set<String> of(Plugin plugin) throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        for (Method offers : Plugin.class.getMethods()) {
            for (Object offered : (List<?>) offers.invoke(plugin)) {
                if (offered instanceof ComponentFactory<?, ?> factory) {
                    collect("", factory.configType(), names);
                }
            }
        }
        return names;
    }

    private static void collect(String prefix, Class<?> record, Set<String> names) {
        for (Field field : Field.of(record)) {
            Class<?> value = last(field.type());
            if (field.secret()) {
                names.add(prefix + field.key());
            } else if (Field.isNested(value)) {
                collect(prefix + field.key() + ".", value, names);
            }
        }
    }

    /** The type of what a list, a map or an optional holds, at last. */
    private static Class<?> last(Type type) {
        return type instanceof ParameterizedType generic
                ? last(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1])
                : (Class<?>) type;
    }
}
