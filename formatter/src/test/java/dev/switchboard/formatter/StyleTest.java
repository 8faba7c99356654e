package dev.switchboard.formatter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javaformat.java.FormatterException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StyleTest {
    private static final Path JAVA = Path.of("A.java");

    private final Style style = new Style();

    @Test
    void knowsTheLanguageWeWrite() throws FormatterException {
        String text = """
                import java.util.List;

                /// A shape, *in markdown*:
                ///
                /// - `one`
                record Point(int x, int y) {
                    static int x(Object o) {
                        return switch (o) {
                            case Point(var x, var _) when x > 0 -> x;
                            case List<?> list -> list.size();
                            case null, default -> 0;
                        };
                    }

                    void run() {
                        try {
                            x(this);
                        } catch (IllegalStateException _) {
                            x("");
                        }
                        List.of(1).forEach(_ -> x(""));
                    }
                }
                """;
        assertEquals(text, style.format(JAVA, text));
        assertEquals(text, style.format(JAVA, text.replace(" -> ", "->").replace("{\n    static", "{\n  static")));
    }

    @Test
    void asksForTheFormOfAnUnnamedPatternThatItCanRead() {
        String text = "class A { boolean a(Object o) { return o instanceof P(_); } }";
        var failure = assertThrows(FormatterException.class, () -> style.format(JAVA, text));
        assertTrue(failure.getMessage().contains("write `var _`"), failure.getMessage());
    }

    @Test
    void sortsImportsAndDropsUnusedOnes() throws FormatterException {
        String text =
                "import java.util.Set;\nimport java.util.List;\nimport java.io.File;\n\nrecord A(List<Set<String>> a) {}\n";
        assertEquals(
                "import java.util.List;\nimport java.util.Set;\n\nrecord A(List<Set<String>> a) {}\n",
                style.format(JAVA, text));
    }
}
