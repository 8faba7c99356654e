package dev.switchboard.spi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStringTest {
    private static JsonString read(String json) {
        return JsonValue.parse(Bytes.utf8(json)).jsonString().orElseThrow();
    }

    private static String written(JsonString value) {
        return new JsonWriter().array().string(value).endArray().text().text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"plain\"", "\"\"", "\"\\u0041\\/\\n\\\"\\\\ é 😀\"", "\"\\ud83d\"", "\"\\ud83d\\ude00\""})
    void isWrittenWithTheEscapesItCameWith(String json) {
        assertEquals("[" + json + "]", written(read(json)));
    }

    @Test
    void saysWhatItMeans() {
        JsonString escaped = read("\"\\u0041\\/\\b\\f\\n\\r\\t\\\"\\\\ é 😀 \\ud83d\\ude00\"");

        assertEquals("A/\b\f\n\r\t\"\\ é 😀 😀", escaped.value());
        assertEquals(JsonString.of("A/\b\f\n\r\t\"\\ é 😀 😀"), escaped);
        assertEquals(JsonString.of("A/\b\f\n\r\t\"\\ é 😀 😀").hashCode(), escaped.hashCode());
        assertNotEquals(JsonString.of("A"), escaped);
        assertEquals("A", read("\"\\u0041\"").toString());
    }

    @Test
    void knowsWhetherItIsEmptyOrBlank() {
        assertTrue(read("\"\"").isEmpty());
        assertTrue(JsonString.of("").isBlank());
        assertFalse(read("\"\\n\"").isEmpty());
        assertTrue(read("\" \\n\\t\\u0020\"").isBlank());
        assertTrue(read("\"\u2003\"").isBlank());
        assertFalse(read("\"x\"").isBlank());
        assertFalse(read("\"\\n x\"").isBlank());
        assertFalse(JsonString.of(" x").isBlank());
    }
}
