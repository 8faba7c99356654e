package dev.switchboard.config;

import dev.switchboard.config.binding.Field;
import dev.switchboard.config.binding.Names;
import dev.switchboard.spi.config.Description;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Writes the reference of a config record as Markdown: one table for each record that it reaches. */
public final class ReferencePage {
    private final StringBuilder out = new StringBuilder();

    private ReferencePage() {}

    /** The tables of a record and of all records below it. */
    public static String of(Class<? extends Record> root) {
        ReferencePage page = new ReferencePage();
        page.table("", root);
        return page.out.toString();
    }

    private void table(String path, Class<?> record) {
        Description description = record.getAnnotation(Description.class);
        out.append(path.isEmpty() ? "## The file\n\n" : "## `" + path + "`\n\n");
        out.append(description == null ? "" : description.value() + "\n\n");
        out.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
        List<Runnable> below = new ArrayList<>();
        for (Field field : Field.of(record)) {
            row(field);
            nested(Names.child(path, field.key()), field.type(), below);
        }
        out.append('\n');
        below.forEach(Runnable::run);
    }

    private void row(Field field) {
        String key = field.remaining() ? "any other" : "`" + field.key() + "`";
        String secret = field.secret() ? " Secret." : "";
        out.append("| %s | %s | %s | %s%s |\n"
                .formatted(
                        key,
                        kind(field.type()).replace("|", "\\|"),
                        fallback(field),
                        field.description().replace("|", "\\|"),
                        secret));
    }

    private void nested(String path, Type type, List<Runnable> below) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String suffix = switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "List" -> "[]";
                case "Map" -> ".NAME";
                default -> "";
            };
            nested(path + suffix, arguments[arguments.length - 1], below);
        } else if (type instanceof Class<?> raw && Field.isNested(raw)) {
            below.add(() -> table(path, raw));
        }
    }

    private static String fallback(Field field) {
        if (field.defaultText().isPresent()) {
            return "`" + field.defaultText().get() + "`";
        }
        boolean empty =
                field.remaining() || field.type() instanceof ParameterizedType || Field.isNested(field.rawType());
        return empty ? "" : "required";
    }

    private static String kind(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String element = kind(arguments[arguments.length - 1]);
            return switch (((Class<?>) generic.getRawType()).getSimpleName()) {
                case "List" -> "list of " + element;
                case "Map" -> "map of name to " + element;
                default -> element;
            };
        }
        return Field.kind((Class<?>) type);
    }
}
