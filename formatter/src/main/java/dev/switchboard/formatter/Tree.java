package dev.switchboard.formatter;

import com.palantir.javaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the project that have a format. */
final class Tree {
    /** Build output, and bytes that must stay as they came: recordings, samples of broken input. */
    private static final Set<String> SKIPPED = Set.of("target", "resources", "recordings", "data", "baseline");

    /** Directories that start with a dot belong to tools, but for these. */
    private static final Set<String> OURS = Set.of(".ci", ".mvn");

    private final Style style = new Style();
    private final Path root;

    Tree(Path root) {
        this.root = root;
    }

    /** The files that are not as they should be, relative to the root, with the reason where one cannot be read. */
    List<String> unformatted() throws IOException {
        return examine(false);
    }

    /** Formats those files, and returns them. */
    List<String> format() throws IOException {
        return examine(true);
    }

    private List<String> examine(boolean apply) throws IOException {
        try (Stream<Path> files =
                Files.find(root, 32, (file, attributes) -> attributes.isRegularFile() && ours(file))) {
            List<Path> covered = files.filter(style::covers).sorted().toList();
            return covered.parallelStream()
                    .flatMap(file -> examine(file, apply).stream())
                    .toList();
        }
    }

    private boolean ours(Path file) {
        for (Path part : root.relativize(file)) {
            String name = part.toString();
            if (SKIPPED.contains(name) || (name.startsWith(".") && !OURS.contains(name))) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> examine(Path file, boolean apply) {
        String name = root.relativize(file).toString();
        try {
            String text = Files.readString(file);
            String formatted = style.format(file, text);
            if (formatted.equals(text)) {
                return Optional.empty();
            }
            if (apply) {
                Files.writeString(file, formatted);
            }
            return Optional.of(name);
        } catch (FormatterException failure) {
            return Optional.of(name + ": " + failure.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
