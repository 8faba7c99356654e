package dev.switchboard.wire.openai.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"a\" :\t[1.0 , 1e5,-0, true,null ] }",
                "\"\\u00e9\\/ é 😀 \\\" \"",
                "12345678901234567890",
                "-1.50E+3",
                "[ ]",
                "false",
                "null",
            })
    void keepsTheTextOfEachValue(String text) {
        byte[] padded = ("xx [" + text + " , 7]").getBytes(StandardCharsets.UTF_8);
        Json list = Json.read(Bytes.wrap(padded, 3, padded.length - 3)).orElseThrow();
        assertEquals(text, list.elements().getFirst().text().text());
        assertEquals("7", list.elements().getLast().text().text());
        assertEquals(text, Json.read(Bytes.utf8(text)).orElseThrow().text().text());
    }

    @Test
    void looksUpForgivingly() {
        Json json = Json.read(Bytes.utf8("{\"s\":\"a\\n\",\"e\":\"\",\"n\":7,\"f\":2.9,\"o\":{\"x\":1},\"z\":null}"))
                .orElseThrow();
        assertEquals(Optional.of("a\n"), json.string("s"));
        assertEquals(Optional.empty(), json.string("e"));
        assertEquals(Optional.empty(), json.string("n"));
        assertEquals(Optional.of("7"), json.get("n").scalar());
        assertEquals(OptionalLong.of(2), json.integer("f"));
        assertEquals(OptionalLong.empty(), json.integer("s"));
        assertEquals(OptionalLong.of(1), json.get("o").integer("x"));
        assertEquals(Json.MISSING, json.get("o").get("x").get("deeper"));
        assertTrue(json.get("z").isBlank());
        assertTrue(json.get("nowhere").isBlank());
        assertFalse(json.get("n").isBlank());
    }

    @Test
    void readsNothingFromWhatIsNoJson() {
        for (String text : new String[] {"", "{", "{\"a\"}", "nul", "[1,]", "[".repeat(5_000)}) {
            assertEquals(Optional.empty(), Json.read(Bytes.utf8(text)), text);
        }
    }
}
