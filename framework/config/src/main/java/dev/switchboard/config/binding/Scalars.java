package dev.switchboard.config.binding;

import dev.switchboard.spi.config.DataSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as values of the types that a config record may use. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final List<Class<?>> TYPES = List.of(
            String.class,
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            Duration.class,
            DataSize.class,
            URI.class,
            Path.class);

    private Scalars() {}

    static boolean supports(Class<?> type) {
        return TYPES.contains(type) || type.isEnum();
    }

    /** What a text of this type looks like, for messages and the reference page. */
    static String expectation(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + constants(type).collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "Duration" -> "a duration such as 500ms, 30s, 2m, 1h or 1d";
            case "DataSize" -> "a size such as 512B, 16KB, 10MB or 2GB";
            case "URI" -> "a URI such as https://host/path";
            case "Path" -> "a path";
            default -> "a text";
        };
    }

    /**
     * @param base what a relative path starts from
     * @throws IllegalArgumentException if the text is no value of the type; the message is for the caller to word
     */
    static Object parse(Class<?> type, String text, Path base) {
        if (type.isEnum()) {
            return constant(type, text);
        }
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> bool(text);
            case "int", "Integer" -> Integer.valueOf(text);
            case "long", "Long" -> Long.valueOf(text);
            case "double", "Double" -> finite(text);
            case "Duration" -> duration(text);
            case "DataSize" -> DataSize.parse(text);
            case "URI" -> uri(text);
            case "Path" -> path(text, base);
            default -> text;
        };
    }

    private static boolean bool(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException();
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Path path(String text, Path base) {
        try {
            return base.resolve(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> Names.kebab(((Enum<?>) c).name()).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Stream<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(c -> Names.kebab(((Enum<?>) c).name()));
    }
}
