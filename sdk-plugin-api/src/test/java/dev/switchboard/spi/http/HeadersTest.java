package dev.switchboard.spi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static final Headers SOME = Headers.of("A", "1", "b", "2", "a", "3");

    private static List<String> fields(Headers headers) {
        List<String> fields = new ArrayList<>();
        headers.forEach((name, value) -> fields.add(name + ": " + value));
        return fields;
    }

    @Test
    void namesCompareWithoutCaseAndKeepIt() {
        assertEquals(Optional.of("1"), SOME.first("a"));
        assertEquals(List.of("1", "3"), SOME.all("A"));
        assertTrue(SOME.has("B"));
        assertFalse(SOME.has("c"));
        assertEquals(List.of("A: 1", "b: 2", "a: 3"), fields(SOME));
    }

    @Test
    void changesMakeAnotherList() {
        Headers changed = SOME.toBuilder()
                .set("a", "4")
                .setIfAbsent("B", "5")
                .setIfAbsent("c", "6")
                .remove("nothing")
                .addAll(Headers.of("d", "7"))
                .build();

        assertEquals(List.of("b: 2", "a: 4", "c: 6", "d: 7"), fields(changed));
        assertEquals(3, SOME.size());
        assertEquals(List.of("b: 2"), fields(SOME.filter("b"::equals)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\n", "ä", "a\""})
    void aNameMustBeAToken(String name) {
        assertThrows(IllegalArgumentException.class, () -> Headers.of(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nX-Injected: 1", "a\0"})
    void aValueCannotBreakTheMessage(String value) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Headers.of("x-key", value));
        assertFalse(refused.getMessage().contains(value), "the value may be a secret");
    }

    @Test
    void pairsAreWanted() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("a"));
    }

    @Test
    void theTextHidesValues() {
        assertEquals(
                "Headers[authorization]",
                Headers.of("authorization", "Bearer sk-fake").toString());
    }
}
