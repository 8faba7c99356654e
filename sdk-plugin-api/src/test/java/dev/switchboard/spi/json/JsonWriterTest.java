package dev.switchboard.spi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    private static final String[] CHARACTERS = {
        "a", "b", " ", "?", "\"", "\\", "\n", "\r", "\t", "\0", "\u001f", "\u007f", "é", "ÿ", "Ā", "€", "中", "😀",
        "\ud83d", "\ude00"
    };

    /** What RFC 8259 demands, written the plain way. */
    private static String expected(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(each -> {
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean escape = each < ' ' || each >= 0xd800 && each <= 0xdfff;
                    out.append(escape ? "\\u%04x".formatted(each) : Character.toString(each));
                }
            }
        });
        return out.append('"').toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 40, 47, 48, 49, 64, 300, 5000})
    void escapesStringsOfAnyLengthAndAlphabet(int length) {
        Random random = new Random(length);
        for (int alphabet = 1; alphabet <= CHARACTERS.length; alphabet++) {
            StringBuilder value = new StringBuilder();
            while (value.length() < length) {
                value.append(CHARACTERS[random.nextInt(alphabet)]);
            }
            assertEquals(
                    expected(value.toString()),
                    JsonText.string(value.toString()).text());
            assertEquals(
                    value.toString(),
                    JsonText.string(value.toString()).asString(),
                    "what is written is read as it was");
        }
    }

    @Test
    void aClearedWriterWritesAnotherText() {
        JsonWriter json = new JsonWriter(8);
        json.object().strings("a", List.of("a long text", "b")); // left open

        assertEquals(
                "[1]",
                json.clear().array().raw(new JsonText("1")).endArray().text().text());
        assertEquals("{}", json.clear().object().endObject().text().text());
    }

    @Test
    void oneLostHalfOfACharacterIsFoundInALongText() {
        String value = "What is this? ".repeat(10) + "\ud83d" + "?".repeat(40);

        assertEquals(expected(value), JsonText.string(value).text());
    }

    @Test
    void whatWasHandedOutStaysAsItIs() {
        JsonWriter json = new JsonWriter().array().string("first");
        Bytes before = json.bytes();
        JsonText text = json.text();
        json.string("second").endArray();

        assertEquals("[\"first\"", before.utf8());
        assertEquals("[\"first\"", text.text());
        assertEquals("[\"first\",\"second\"]", json.text().text());
    }

    @Test
    void writesEveryWholeNumber() {
        for (long number : new long[] {0, 9, 10, 99, 1_000_000, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE}) {
            assertEquals(
                    "{\"n\":" + number + "}",
                    new JsonWriter(1)
                            .object()
                            .integer("n", number)
                            .endObject()
                            .bytes()
                            .utf8());
        }
    }

    @Test
    void growsWithWhatItIsGiven() {
        String large = "x".repeat(100_000);
        JsonText raw = new JsonText("[" + "1,".repeat(50_000) + "1]");
        JsonWriter json = new JsonWriter()
                .object()
                .string("é", large)
                .raw("raw", raw)
                .string(
                        "again",
                        JsonValue.of(JsonText.string(large)).jsonString().orElseThrow())
                .integer("n", 5)
                .endObject();

        assertEquals(
                "{\"é\":\"" + large + "\",\"raw\":" + raw + ",\"again\":\"" + large + "\",\"n\":5}",
                json.bytes().utf8());
    }
}
