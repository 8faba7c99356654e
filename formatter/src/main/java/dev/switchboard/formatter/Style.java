package dev.switchboard.formatter;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a file of this project looks: Java in palantir-java-format, every other text without trailing blanks and with one
 * line feed at its end.
 */
final class Style {
    private static final Set<String> TEXTS = Set.of(
            "bnd",
            "config",
            "css",
            "html",
            "js",
            "json",
            "md",
            "properties",
            "service",
            "sh",
            "sql",
            "xml",
            "yaml",
            "yml");
    private static final Pattern TRAILING_BLANKS = Pattern.compile("[ \\t\\r]+(?=\\n)");
    private static final Pattern END = Pattern.compile("\\s*\\z");

    private final JavaFormatterOptions options = JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build();
    private final Formatter formatter = Formatter.createFormatter(options);

    /** Whether files of this name have a format. */
    boolean covers(Path file) {
        String extension = extension(file);
        return extension.equals("java") || TEXTS.contains(extension);
    }

    /** The text as it should be; the text itself if it is so already. */
    String format(Path file, String text) throws FormatterException {
        return extension(file).equals("java") ? formatJava(text) : formatText(text);
    }

    private String formatJava(String text) throws FormatterException {
        String ordered = ImportOrderer.reorderImports(text, options.style());
        try {
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException failure) {
            throw String.valueOf(failure.getMessage()).contains("expected token: '_'") ? explain(failure) : failure;
        }
    }

    /** palantir-java-format 2.103 reads {@code var _} inside a record pattern, but not {@code _} alone. */
    private static FormatterException explain(FormatterException failure) {
        return new FormatterException(failure.getMessage() + " (in a record pattern, write `var _`)");
    }

    private static String formatText(String text) {
        return text.isEmpty()
                ? text
                : END.matcher(TRAILING_BLANKS.matcher(text).replaceAll("")).replaceFirst("\n");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
