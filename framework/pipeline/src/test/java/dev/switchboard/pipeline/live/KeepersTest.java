package dev.switchboard.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepersTest {
    private final Keepers keepers = new Keepers(0);

    @Test
    void aConversationIsRememberedForAnHourAndForgottenAfterTwo() {
        long hour = Duration.ofHours(1).toNanos();
        keepers.keep(1, "a", 0);
        assertEquals(Optional.of("a"), keepers.of(1));
        keepers.keep(2, "b", hour);
        assertEquals(Optional.of("a"), keepers.of(1));
        keepers.keep(3, "c", 2 * hour);
        assertEquals(Optional.empty(), keepers.of(1));
        assertEquals(Optional.of("b"), keepers.of(2));
    }

    @Test
    void itHoldsOnlySoMany() {
        for (long conversation = 0; conversation < 250_000; conversation++) {
            keepers.keep(conversation, "a", 0);
        }
        assertEquals(Optional.empty(), keepers.of(1));
        assertEquals(Optional.of("a"), keepers.of(249_999));
    }
}
