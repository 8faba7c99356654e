package dev.switchboard.spi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @Test
    void keepsTheTextOfEveryPart() {
        JsonValue value = JsonValue.parse(Bytes.utf8(" { \"a\" : [ 1.50 , {\"b\":\"\\u00e9\"} ] , \"c\":null } "));

        assertEquals("1.50", value.get("a").elements().getFirst().text().text());
        assertEquals(Optional.of("é"), value.get("a").elements().get(1).string("b"));
        assertEquals("[ 1.50 , {\"b\":\"\\u00e9\"} ]", value.get("a").text().text());
        assertTrue(value.get("c").isNull());
        assertSame(JsonValue.MISSING, value.get("nothing"));
        assertEquals(List.of("a", "c"), List.copyOf(value.members().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"\u0001\"", "{\"a\":1,}"})
    void readsNothingElse(String text) {
        assertEquals(Optional.empty(), JsonValue.read(Bytes.utf8(text)));
    }

    @ParameterizedTest
    @CsvSource({"5,5", "-7,-7", "1.9,1", "1e3,1000", "9007199254740993,9007199254740993", "\"5\",", "1e30,"})
    void readsWholeNumbers(String text, Long expected) {
        OptionalLong wanted = expected == null ? OptionalLong.empty() : OptionalLong.of(expected);

        assertEquals(wanted, JsonValue.parse(Bytes.utf8(text)).integer());
    }

    @Test
    void forgivesWhatIsOfAnotherType() {
        JsonValue value = JsonValue.parse(Bytes.utf8("{\"a\":1,\"b\":\"\",\"a\":2}"));

        assertEquals(Optional.empty(), value.string("a"));
        assertEquals(OptionalLong.of(2), value.integer("a"));
        assertEquals(Optional.of(""), value.string("b"));
        assertEquals(Optional.empty(), value.filled("b"));
        assertEquals(List.of(), value.get("a").elements());
    }

    @Test
    void aCallersObjectNamesThePlace() {
        JsonObject body = JsonObject.of(JsonDocument.parse(Bytes.utf8("{\"m\":[{\"r\":1}],\"x\":null,\"y\":2}")));
        JsonObject first = body.require("m").asArray().getFirst().asObject();

        GatewayException wrong = assertThrows(GatewayException.class, () -> first.string("r"));

        assertEquals(Optional.of("m[0].r"), wrong.error().param());
        assertEquals(List.of("y"), List.copyOf(body.unread().keySet()));
    }

    @Test
    void writesHalfACharacterAsAnEscape() {
        assertEquals("\"\\ud83d\"", JsonText.string("\ud83d").text());
        assertEquals("\"😀\\u0001\\n\"", JsonText.string("😀\u0001\n").text());
        assertEquals(
                "{\"a\":\"x\\\"y\",\"b\":[1.5,2]}",
                new JsonWriter()
                        .object()
                        .string("a", "x\"y")
                        .array("b")
                        .raw(JsonWriter.number(1.5))
                        .raw(JsonWriter.number(2))
                        .endArray()
                        .endObject()
                        .text()
                        .text());
    }
}
