package dev.switchboard.spi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.io.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSpansTest {
    private static String generated(Random random, int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 5);
        List<String> inner = new ArrayList<>();
        if (kind > 2) {
            for (int i = random.nextInt(6); i > 0; i--) {
                inner.add((kind == 3 ? "\"m" + i + "\" : " : "") + generated(random, depth - 1));
            }
        }
        return switch (kind) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "\"" + "text \\\" ] } ".repeat(random.nextInt(3)) + "\"";
            case 2 -> "\"" + "long é\\n".repeat(random.nextInt(100)) + "\"";
            case 3 -> "{ " + String.join(" , ", inner) + " }";
            default -> "[ " + String.join(" ,", inner) + "]";
        };
    }

    /** Cuts a value apart by its spans, and again each part as if it had come alone. */
    private static void assertSame(JsonValue value) {
        JsonValue alone = JsonValue.parse(Bytes.wrap(value.bytes().toArray()));
        assertEquals(alone.elements(), value.elements());
        assertEquals(
                List.copyOf(alone.members().entrySet()),
                List.copyOf(value.members().entrySet()));
        assertEquals(alone.string(), value.string());
        value.elements().forEach(JsonSpansTest::assertSame);
        value.members().values().forEach(JsonSpansTest::assertSame);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void partsAreCutWhereTheyEnd(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            assertSame(JsonValue.parse(Bytes.utf8(" " + generated(random, 6) + " ")));
        }
    }

    @Test
    void aCallersMembersAreCutWhereTheyEnd() {
        String text = "word ".repeat(100);
        JsonObject body = JsonObject.of(JsonDocument.parse(Bytes.utf8("{\"a\":[{\"x\":{\"deep\":\"" + text
                + "\"},\"y\":[]},{\"x\":\"" + text + "\"}],\"b\":\"" + text + "\"}")));

        List<JsonField> elements = body.require("a").asArray();

        assertEquals(
                text,
                elements.getFirst()
                        .asObject()
                        .require("x")
                        .asObject()
                        .require("deep")
                        .asString());
        assertEquals(
                text, elements.getLast().asObject().require("x").asJsonString().value());
        assertEquals(text, body.require("b").asString());
    }

    @Test
    void aMemberThatComesTwiceIsStillFound() {
        String text = "word ".repeat(100);
        JsonObject body =
                JsonObject.of(JsonDocument.parse(Bytes.utf8("{\"a\":[{\"x\":\"" + text + "\",\"y\":1,\"x\":2}]}")));

        JsonField element = body.require("a").asArray().getFirst();

        assertThrows(GatewayException.class, element::asObject);
    }
}
