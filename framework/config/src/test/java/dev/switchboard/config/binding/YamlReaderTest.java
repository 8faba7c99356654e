package dev.switchboard.config.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.ConfigValue.Sequence;
import dev.switchboard.spi.config.ConfigValue.Text;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    private Mapping read(String text) {
        return YamlReader.read("a.yaml", text, problems::add);
    }

    private List<String> messages() {
        return problems.stream().map(Problem::toString).toList();
    }

    @Test
    void everyValueAndKeyKnowsItsPlace() {
        Mapping root = read("""
            server:
              port: 4000
              names: [a, "b"]
            """);
        Mapping server = assertInstanceOf(Mapping.class, root.get("server").orElseThrow());
        assertEquals(new Origin("a.yaml", 1, 1), root.entries().getFirst().origin());
        assertEquals(
                new Origin("a.yaml", 2, 9), server.get("port").orElseThrow().origin());
        Sequence names = assertInstanceOf(Sequence.class, server.get("names").orElseThrow());
        assertEquals(new Text("b", new Origin("a.yaml", 3, 14)), names.items().get(1));
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @CsvSource({
        "1,Numeric", "-1.50,Numeric", "1e3,Numeric", "007,Numeric", "true,Bool", "False,Bool", "~,Null", "null,Null",
        "yes,Text", "'\"1\"',Text", "0x1F,Text", "1.2.3,Text", "2026-01-01,Text", "!!str 5,Text", ".inf,Text", ".,Text"
    })
    void plainScalarsGetTheirKind(String written, String kind) {
        assertEquals(
                kind, read("a: " + written).get("a").orElseThrow().getClass().getSimpleName());
    }

    @Test
    void jsonIsYaml() {
        Mapping root = read("{\"a\": {\"b\": [1, true, null, \"x\"]}}");
        assertInstanceOf(Mapping.class, root.get("a").orElseThrow());
        assertEquals(List.of(), problems);
    }

    @Test
    void allDuplicateKeysAreReported() {
        read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
        assertEquals(
                List.of(
                        "a.yaml:4:3: key 'c' twice in one map; the first is at a.yaml:3:3",
                        "a.yaml:5:1: key 'a' twice in one map; the first is at a.yaml:1:1"),
                messages());
    }

    @Test
    void mergedKeysGiveWayToWrittenOnes() {
        Mapping root = read("base: &b {x: 1, y: 1}\nmade:\n  y: 2\n  <<: *b\n");
        Mapping made = assertInstanceOf(Mapping.class, root.get("made").orElseThrow());
        assertEquals(List.of("y", "x"), made.keys());
        assertEquals(
                new ConfigValue.Numeric("2", new Origin("a.yaml", 3, 6)),
                made.get("y").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'a: [1'                 | a.yaml:1:6: not valid YAML
        'a: *nowhere'           | a.yaml:1:4: alias *nowhere
        'a: &a [*a]'            | a.yaml:1:8: alias *a
        '[a, b]: c'             | a.yaml:1:1: a key that is a list
        """)
    void whatIsNotReadableNamesItsPlace(String text, String start) {
        read(text);
        assertEquals(1, problems.size());
        assertTrue(messages().getFirst().startsWith(start), messages().getFirst());
    }

    @Test
    void aSecondDocumentIsRefused() {
        read("a: 1\n---\nb: 1\n");
        assertEquals(List.of("a.yaml:2:1: a second document (expected: one per file)"), messages());
    }

    @Test
    void aliasesCannotExplode() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        read(text.toString());
        assertEquals(1, problems.size());
        assertTrue(
                messages().getFirst().contains("more than 200000 values"),
                messages().getFirst());
    }

    @Test
    void depthAndSizeAreBounded() {
        read("a: " + "[".repeat(100) + "]".repeat(100));
        read("a: " + "x".repeat(YamlReader.MAX_CHARACTERS));
        assertTrue(
                messages().get(0).contains("nested deeper than 64"), messages().get(0));
        assertTrue(
                messages().get(1).contains("(expected: at most 4194304)"),
                messages().get(1));
    }

    @Test
    void anEmptyTextIsAnEmptyMapAndAListIsRefused() {
        assertEquals(List.of(), read("").keys());
        assertEquals(List.of(), read("# only a comment\n").keys());
        assertEquals(List.of(), problems);
        read("- a\n");
        assertEquals(List.of("a.yaml:1:1: a list (expected: a map)"), messages());
    }
}
