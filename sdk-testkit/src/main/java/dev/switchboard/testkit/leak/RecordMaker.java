package dev.switchboard.testkit.leak;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of another class loader from values that every loader knows. */
final class RecordMaker {
    private RecordMaker() {}

    static <R extends Record> R make(Class<R> type, Map<?, ?> values) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] arguments = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                String name = components[i].getName();
                Object value = values.get(name);
                arguments[i] = value == null ? nothing(components[i]) : convert(components[i].getGenericType(), value);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the settings " + type.getSimpleName() + " cannot be made: " + e.getCause(), e);
        }
    }

    private static Object nothing(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type.isRecord() && type.getRecordComponents().length > 0 && isOfPlugin(type)) {
            return make(type.asSubclass(Record.class), Map.of());
        }
        throw new AssertionError("settings() lacks " + component.getName() + " (" + type.getSimpleName() + ")");
    }

    private static boolean isOfPlugin(Class<?> type) {
        return type.getClassLoader() != RecordMaker.class.getClassLoader()
                && !type.getName().startsWith("dev.switchboard.spi.");
    }

    private static Object convert(Type declared, Object value) {
        if (declared instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return switch (value) {
                case List<?> list ->
                    list.stream().map(item -> convert(element, item)).toList();
                case Map<?, ?> map -> map;
                default -> Optional.of(convert(element, value));
            };
        }
        Class<?> type = (Class<?>) declared;
        if (value instanceof Map<?, ?> nested && type.isRecord()) {
            return make(type.asSubclass(Record.class), nested);
        }
        return type.isEnum() ? constant(type, value.toString()) : value;
    }

    private static Object constant(Class<?> type, String name) {
        @Nullable Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (constant != null && constant.toString().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new AssertionError(type.getSimpleName() + ": " + name + " (expected: one of its constants)");
    }
}
