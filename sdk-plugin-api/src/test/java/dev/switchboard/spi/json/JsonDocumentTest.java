package dev.switchboard.spi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    private static JsonDocument parse(String text) {
        return JsonDocument.parse(Bytes.utf8(text));
    }

    @Test
    void readsTheTopLevel() {
        JsonDocument document =
                parse(" {\"model\" : \"gpt\\u002d4\", \"stream\":true,\"n\":[1,{\"a\":{}}],\"o\":{\"x\":1}} ");

        assertEquals(List.of("model", "stream", "n", "o"), document.names());
        assertEquals("gpt-4", document.string("model").orElseThrow());
        assertTrue(document.bool("stream").orElseThrow());
        assertEquals("[1,{\"a\":{}}]", document.text("n").orElseThrow().text());
        assertEquals(
                "1", document.object("o").orElseThrow().text("x").orElseThrow().text());
        assertTrue(document.string("stream").isEmpty());
        assertFalse(document.has("absent"));
    }

    @Test
    void readsASliceOfALargerArray() {
        byte[] array = "xx{\"a\":\"b\"}yy".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        JsonDocument document = JsonDocument.parse(Bytes.wrap(array, 2, 9));

        assertEquals("b", document.string("a").orElseThrow());
        assertEquals(
                "{\"a\":1}",
                document.edit().set("a", JsonText.number(1)).build().utf8());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"model":"a","x":1.0e+5,"é":"\\u00e9"}   | {"model":"Z","x":1.0e+5,"é":"\\u00e9"}
            {"x" : 1 , "model" : "a" , "y":[ ] }     | {"x" : 1 , "model" : "Z" , "y":[ ] }
            {"x":1}                                  | {"x":1,"model":"Z"}
            {}                                       | {"model":"Z"}
            { }                                      | {"model":"Z" }
            """)
    void replacesOrAddsAMemberAndKeepsTheRest(String before, String after) {
        assertEquals(
                after,
                parse(before).edit().set("model", JsonText.string("Z")).build().utf8());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"a":1,"b":2,"c":3} | b | {"a":1,"c":3}
            {"a":1, "b":2}      | a | {"b":2}
            {"a":1, "b":2}      | b | {"a":1}
            {"a":1}             | a | {}
            {"a":1}             | z | {"a":1}
            """)
    void removesAMember(String before, String name, String after) {
        assertEquals(after, parse(before).edit().remove(name).build().utf8());
    }

    @Test
    void removesAndAddsTogether() {
        Bytes edited = parse("{\"a\":1,\"b\":2}")
                .edit()
                .remove("a")
                .remove("b")
                .set("c", JsonText.TRUE)
                .setIfAbsent("c", JsonText.FALSE)
                .setIfAbsent("d", JsonText.NULL)
                .build();
        assertEquals("{\"c\":true,\"d\":null}", edited.utf8());
    }

    @Test
    void withoutChangesTheVeryBytesComeBack() {
        JsonDocument document = parse("{\"a\":1}");
        assertSame(document.bytes(), document.edit().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":tru}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"unclosed}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":{\"b\":1]}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":'b'}",
                "null",
                "{\"a\":-}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThrows(JsonSyntaxException.class, () -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c080", "c3", "e08080", "eda080", "f0808080", "f4908080", "f8888080", "ff", "e282"})
    void refusesInvalidUtf8(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        Bytes text =
                Bytes.concat(Bytes.utf8("{\"a\":\"long enough to cross a word "), Bytes.wrap(bad), Bytes.utf8("\"}"));
        assertThrows(JsonSyntaxException.class, () -> JsonDocument.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "ࠀ", "퟿", "￿", "𐀀", "\uDBFF\uDFFF", "日本語のテキスト"})
    void acceptsEveryLengthOfUtf8(String text) {
        assertEquals(text, parse("{\"a\":\"" + text + "\"}").string("a").orElseThrow());
    }

    @Test
    void boundsTheDepth() {
        String deep = "{\"a\":" + "[".repeat(512) + "]".repeat(512) + "}";
        assertEquals(List.of("a"), parse(deep).names());
        String deeper = "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}";
        assertThrows(JsonSyntaxException.class, () -> parse(deeper));
    }

    @Test
    void namesThePlaceButNotTheText() {
        JsonSyntaxException fault = assertThrows(JsonSyntaxException.class, () -> parse("{\"secret\":sk-fake}"));
        assertEquals(10, fault.offset());
        assertFalse(fault.getMessage().contains("sk-fake"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{ ~ a name in double quotes",
                "{\"a\" ~ ':'",
                "{\"a\": ~ a value",
                "{\"a\":tr ~ a value",
                "{\"a\":- ~ a digit",
                "{\"a\":1. ~ a digit",
                "{\"a\":1 ~ ',' or '}'",
                "{\"a\":[1 ~ ',' or ']'",
                "{\"a\":\"te ~ a closing quote",
            })
    void saysThatTextEndsTooEarly(String text, String expectation) {
        JsonSyntaxException fault = assertThrows(JsonSyntaxException.class, () -> parse(text));
        assertEquals(text.length(), fault.offset());
        assertEquals(
                "invalid JSON: it ends too early, after " + text.length() + " bytes (expected: " + expectation + ")",
                fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"{\"a\":x} ~ 5 ~ a value", "{\"a\":-x} ~ 6 ~ a digit", "{\"a\":1.x} ~ 7 ~ a digit"})
    void saysWhatWasExpectedWhere(String text, int offset, String expectation) {
        JsonSyntaxException fault = assertThrows(JsonSyntaxException.class, () -> parse(text));
        assertEquals("invalid JSON at byte " + offset + ": expected " + expectation, fault.getMessage());
    }

    @Test
    void everyEscapeIsUndone() {
        assertEquals(
                "\"\\/\b\f\n\r\té😀",
                parse("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}")
                        .string("a")
                        .orElseThrow());
    }

    @Test
    void stringsAreQuotedSoThatTheyReadBack() {
        String text = "a\"b\\c\u0000\u001f\n\r\té😀";
        assertEquals(text, JsonText.string(text).asString());
    }
}
