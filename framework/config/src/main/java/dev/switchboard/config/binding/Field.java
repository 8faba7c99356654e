package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One component of a config record as its annotations describe it. Made anew for each use: a cache would keep the class
 * loaders of removed plugins.
 *
 * @param remaining whether it takes the keys that no other field claims
 */
public record Field(
        String key,
        Type type,
        Class<?> rawType,
        String description,
        Optional<String> defaultText,
        boolean secret,
        boolean remaining) {

    /** The fields of a record in order of declaration. */
    public static List<Field> of(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
    }

    private static Field of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        Description description = component.getAnnotation(Description.class);
        Default fallback = component.getAnnotation(Default.class);
        return new Field(
                key == null ? Names.kebab(component.getName()) : key.value(),
                component.getGenericType(),
                component.getType(),
                description == null ? "" : description.value(),
                Optional.ofNullable(fallback).map(Default::value),
                component.isAnnotationPresent(Secret.class),
                component.isAnnotationPresent(Remaining.class));
    }

    /** The type of the value itself: what an {@code Optional} may hold, else the type of the component. */
    public Class<?> valueType() {
        boolean optional = rawType == Optional.class;
        return optional ? (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0] : rawType;
    }

    /** Whether one text can be the value. */
    public boolean isScalar() {
        return Scalars.supports(valueType());
    }

    /** Whether values of a type are maps with the keys of a record. */
    public static boolean isNested(Class<?> type) {
        return type.isRecord() && !Scalars.supports(type) && !ConfigValue.class.isAssignableFrom(type);
    }

    /** What a value of a type is, for people: {@code a duration such as 30s}, {@code section}, {@code anything}. */
    public static String kind(Class<?> type) {
        if (isNested(type)) {
            return "section";
        }
        return Scalars.supports(type) ? Scalars.expectation(type) : "anything";
    }
}
