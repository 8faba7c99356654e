package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Entry;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Origin;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of the {@link Binder}. Every {@code bind} answers null after it reported why. */
final class RecordBinding {
    /** Where a value stands that nobody wrote. */
    static final Origin DEFAULT = Origin.of("default");

    private final Resolver resolver;
    private final Report report;
    private final Path paths;

    RecordBinding(Resolver resolver, Report report, Path paths) {
        this.resolver = resolver;
        this.report = report;
        this.paths = paths;
    }

    @Nullable
    Object bind(String path, ConfigValue value, Class<?> type, boolean secret) {
        Mapping mapping = switch (value) {
            case Mapping map -> map;
            case ConfigValue.Null empty -> new Mapping(List.of(), empty.origin());
            default -> null;
        };
        if (mapping == null) {
            report.problem(
                    value.origin(),
                    path,
                    Report.kind(value) + " (expected: a map with the keys " + String.join(", ", keys(Field.of(type)))
                            + ")");
            return null;
        }
        int before = report.count();
        List<Field> fields = Field.of(type);
        unknownKeys(path, mapping, fields);
        @Nullable Object[] arguments = new @Nullable Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = field(path, mapping, fields, fields.get(i), secret);
        }
        return report.count() > before ? null : construct(path, mapping, type, arguments);
    }

    private void unknownKeys(String path, Mapping mapping, List<Field> fields) {
        List<String> known = keys(fields);
        if (fields.stream().anyMatch(Field::remaining)) {
            return;
        }
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String advice = Names.advice(entry.key(), known);
                report.problem(entry.origin(), Names.child(path, entry.key()), "unknown key" + advice);
            }
        }
    }

    private static List<String> keys(List<Field> fields) {
        return fields.stream().filter(f -> !f.remaining()).map(Field::key).toList();
    }

    private @Nullable Object field(String path, Mapping mapping, List<Field> fields, Field field, boolean secret) {
        if (field.remaining()) {
            List<String> claimed = keys(fields);
            List<Entry> rest = mapping.entries().stream()
                    .filter(e -> !claimed.contains(e.key()))
                    .toList();
            return new Mapping(rest, mapping.origin());
        }
        String child = Names.child(path, field.key());
        boolean masked = secret || field.secret();
        ConfigValue value = mapping.get(field.key()).orElse(new ConfigValue.Null(mapping.origin()));
        boolean absent = value instanceof ConfigValue.Null;
        ConfigValue effective = absent ? field.defaultValue().orElse(value) : value;
        return value(child, effective, field.type(), masked, absent ? Optional.empty() : field.defaultText());
    }

    private @Nullable Object value(
            String path, ConfigValue value, Type type, boolean secret, Optional<String> defaultText) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type element = arguments[arguments.length - 1];
            return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "Optional" -> optional(path, value, element, secret);
                case "List" -> list(path, value, element, secret);
                case "Map" -> map(path, value, element, secret);
                default -> unsupported(path, value, type);
            };
        }
        Class<?> raw = (Class<?>) type;
        if (Field.isNested(raw)) {
            return bind(path, value, raw, secret);
        }
        if (value instanceof ConfigValue.Null) {
            report.problem(value.origin(), path, "missing (expected: " + expectation(raw) + ")");
            return null;
        }
        if (ConfigValue.class.isAssignableFrom(raw)) {
            return tree(path, value, raw, secret);
        }
        return Scalars.supports(raw) ? scalar(path, value, raw, secret, defaultText) : unsupported(path, value, type);
    }

    private static String expectation(Class<?> type) {
        return Scalars.supports(type) ? Scalars.expectation(type) : "a value";
    }

    private @Nullable Object unsupported(String path, ConfigValue value, Type type) {
        report.problem(
                value.origin(),
                path,
                "the plugin declares this as " + type.getTypeName()
                        + ", which no configuration can hold; this is a fault of the plugin");
        return null;
    }

    private @Nullable Object optional(String path, ConfigValue value, Type element, boolean secret) {
        if (value instanceof ConfigValue.Null) {
            report.setting(path, "(not set)", "default", Optional.empty(), false);
            return Optional.empty();
        }
        Object bound = value(path, value, element, secret, Optional.empty());
        return bound == null ? null : Optional.of(bound);
    }

    private @Nullable Object list(String path, ConfigValue value, Type element, boolean secret) {
        if (value instanceof ConfigValue.Null) {
            report.setting(path, "[]", "default", Optional.empty(), false);
            return List.of();
        }
        if (!(value instanceof Sequence sequence)) {
            report.problem(value.origin(), path, Report.kind(value) + " (expected: a list, such as [a, b])");
            return null;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            ConfigValue item = sequence.items().get(i);
            Object bound = element(path + "[" + i + "]", item, element, secret);
            if (bound != null) {
                items.add(bound);
            }
        }
        return items.size() == sequence.items().size() ? List.copyOf(items) : null;
    }

    private @Nullable Object map(String path, ConfigValue value, Type element, boolean secret) {
        if (value instanceof ConfigValue.Null) {
            report.setting(path, "{}", "default", Optional.empty(), false);
            return Map.of();
        }
        if (!(value instanceof Mapping mapping)) {
            report.problem(value.origin(), path, Report.kind(value) + " (expected: a map)");
            return null;
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            String child = Names.child(path, entry.key());
            Object item = element(child, entry.value(), element, secret);
            if (item != null) {
                bound.put(entry.key(), item);
            }
        }
        return bound.size() == mapping.entries().size() ? Collections.unmodifiableMap(bound) : null;
    }

    /** An element of a list or map: unlike a component it can be null, where any value will do. */
    private @Nullable Object element(String path, ConfigValue value, Type type, boolean secret) {
        boolean wanted = value instanceof ConfigValue.Null && type == ConfigValue.class;
        return wanted ? value : value(path, value, type, secret, Optional.empty());
    }

    private @Nullable Object scalar(
            String path, ConfigValue value, Class<?> type, boolean secret, Optional<String> defaultText) {
        if (value instanceof Sequence || value instanceof Mapping) {
            report.problem(value.origin(), path, Report.kind(value) + " (expected: " + Scalars.expectation(type) + ")");
            return null;
        }
        References.Resolved resolved = resolver.resolve(path, value, secret);
        if (!resolved.faults().isEmpty()) {
            return null;
        }
        String source = Resolver.source(value.origin(), resolved);
        Shown usual = type == URI.class ? Shown.WITHOUT_USER : Shown.ALL;
        try {
            Object parsed = Scalars.parse(type, resolved.text(), paths);
            Shown shown = secret || resolved.secret() ? Shown.NOTHING : usual;
            report.setting(path, resolved.text(), source, defaultText, shown);
            return parsed;
        } catch (IllegalArgumentException e) {
            Shown shown = secret || !resolved.sources().isEmpty() ? Shown.NOTHING : usual;
            report.problem(
                    value.origin(), path, shown.of(resolved.text()) + " (expected: " + Scalars.expectation(type) + ")");
            return null;
        }
    }

    private @Nullable Object tree(String path, ConfigValue value, Class<?> type, boolean secret) {
        int before = report.count();
        ConfigValue resolved = resolver.resolveTree(path, value, secret);
        if (!type.isInstance(resolved)) {
            report.problem(value.origin(), path, Report.kind(value) + " (expected: another kind of value)");
        }
        return report.count() > before ? null : resolved;
    }

    private @Nullable Object construct(String path, Mapping mapping, Class<?> type, @Nullable Object[] arguments) {
        try {
            Class<?>[] types = Field.of(type).stream().map(Field::rawType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            report.problem(mapping.origin(), path, reason(e.getCause()));
        } catch (ReflectiveOperationException e) {
            report.problem(mapping.origin(), path, "the record " + type.getSimpleName() + " cannot be made: " + e);
        }
        return null;
    }

    private static String reason(@Nullable Throwable thrown) {
        if (thrown instanceof IllegalArgumentException && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        return "the plugin refuses this configuration without saying why (" + thrown + ")";
    }
}
