package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryTest {
    @Test
    void whatAnOperatorTypesIsRead() {
        assertEquals(Canary.of(10), Canary.parse("10%"));
        assertEquals(
                new Canary(5, Optional.of("x-canary: yes"), Set.of("alice", "team-a"), 1, 3, Optional.empty()),
                Canary.parse("5; header=x-canary: yes; callers=alice,team-a; more-errors=1; slower=3"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Canary canary = Canary.parse("0.5%; callers=alice").givenUp("it failed\nmore often");
        assertEquals(canary, Canary.of(canary.fields()));
        assertEquals(Optional.of("it failed more often"), canary.givenUp());
    }

    @Test
    void nonsenseIsNamed() {
        assertEquals("share: 101 (expected: from 0 to 100)", message("101"));
        assertEquals("share: 0 (expected: more than 0, or a header, or callers)", message("0%"));
        assertEquals("unknown hare (known: share, header, callers, more-errors, slower)", message("hare=10"));
        assertEquals("slower: \"fast\" (expected: a number, such as 10)", message("10; slower=fast"));
        assertThrows(IllegalArgumentException.class, () -> Canary.of(Map.of("share", "NaN")));
    }

    private static String message(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Canary.parse(text))
                .getMessage());
    }
}
