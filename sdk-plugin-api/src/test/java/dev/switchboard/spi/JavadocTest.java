package dev.switchboard.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation is read by people: its links and its examples must be there. */
class JavadocTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path PAGES = Path.of("target/javadoc");

    @Test
    void theToolHasNothingToComplainAbout() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-quiet", "-Xdoclint:all,-missing", "-Werror", "-Xmaxwarns", "1000", "-encoding", "UTF-8"));
        arguments.addAll(List.of("-d", PAGES.toString()));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        arguments.addAll(List.of("--snippet-path", "src/test/java"));
        sources().map(Path::toString).forEach(arguments::add);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);

        int status = ToolProvider.findFirst("javadoc").orElseThrow().run(out, out, arguments.toArray(String[]::new));

        assertEquals("", said.toString().strip());
        assertEquals(0, status);
    }

    @Test
    void everyPackageHasAnExample() throws IOException {
        for (Path page :
                sources().filter(file -> file.endsWith("package-info.java")).toList()) {
            String text = Files.readString(page);
            assertTrue(
                    text.contains("{@snippet ") || text.contains("<pre>{@code"),
                    page + " (expected: an example, as {@snippet class=\"...\" region=\"...\"})");
        }
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(MAIN)) {
            tree.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
        }
        return files.stream();
    }
}
