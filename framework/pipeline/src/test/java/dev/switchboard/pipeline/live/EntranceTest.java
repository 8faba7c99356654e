package dev.switchboard.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.dialect.CallOptions.Priority;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private final Entrance entrance = new Entrance();

    private int fill(Priority priority) {
        int entered = 0;
        while (entrance.tryEnter(10, priority)) {
            entered++;
        }
        return entered;
    }

    @Test
    void whatMattersMoreFindsPlacesThatOthersLeaveFree() {
        assertEquals(7, fill(Priority.LOW));
        assertEquals(2, fill(Priority.NORMAL));
        assertEquals(1, fill(Priority.HIGH));
        assertEquals(10, entrance.inside());
    }

    @Test
    void aPlaceThatIsGivenBackIsFreeAtOnce() {
        fill(Priority.HIGH);
        entrance.leave();
        assertFalse(entrance.tryEnter(10, Priority.NORMAL), "nine of ten are taken");
        assertTrue(entrance.tryEnter(10, Priority.HIGH));
    }

    @Test
    void thereIsAtLeastOnePlace() {
        assertTrue(entrance.tryEnter(1, Priority.LOW));
    }
}
