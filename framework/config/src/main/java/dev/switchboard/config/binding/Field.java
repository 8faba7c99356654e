package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Key;
import dev.switchboard.spi.config.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One component of a config record as its annotations describe it.
 *
 * @param defaultText what is in force where nothing is written
 * @param defaultValue the same as a tree
 * @param remaining whether it takes the keys that no other field claims
 */
public record Field(
        String key,
        Type type,
        Class<?> rawType,
        String description,
        Optional<String> defaultText,
        Optional<ConfigValue> defaultValue,
        boolean secret,
        boolean remaining) {

    /** Kept by the record's class itself, so that those of a removed plugin go with it. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> record) {
            return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
        }
    };

    /** The fields of a record in order of declaration. */
    public static List<Field> of(Class<?> record) {
        return FIELDS.get(record);
    }

    private static Field of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        Description description = component.getAnnotation(Description.class);
        Optional<String> fallback =
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
        return new Field(
                key == null ? Names.kebab(component.getName()) : key.value(),
                component.getGenericType(),
                component.getType(),
                description == null ? "" : description.value(),
                fallback,
                fallback.map(text -> tree(component.getType(), text)),
                component.isAnnotationPresent(Secret.class),
                component.isAnnotationPresent(Remaining.class));
    }

    private static ConfigValue tree(Class<?> type, String text) {
        if (Scalars.supports(type)) {
            return new ConfigValue.Text(text, RecordBinding.DEFAULT);
        }
        List<Problem> problems = new ArrayList<>();
        ConfigValue value = YamlReader.readValue("default", text, problems::add);
        return value instanceof Sequence sequence ? new Sequence(sequence.items(), RecordBinding.DEFAULT) : value;
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
