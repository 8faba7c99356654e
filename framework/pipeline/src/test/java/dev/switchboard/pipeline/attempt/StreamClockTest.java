package dev.switchboard.pipeline.attempt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamClockTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration NOTHING = Duration.ofNanos(1);

    private static StreamClock clock(Duration idle, Duration total, Duration keepAlive, Duration untilDeadline) {
        Timeouts timeouts = new Timeouts(LONG, LONG, idle, total);
        return new StreamClock(timeouts, keepAlive, System.nanoTime() + untilDeadline.toNanos());
    }

    @Test
    void waitsNoLongerThanTheKeepAliveInterval() {
        assertEquals(
                Duration.ofSeconds(15),
                clock(LONG, LONG, Duration.ofSeconds(15), LONG).patience());
    }

    @Test
    void waitsNoLongerThanTheNearestLimit() {
        Duration second = Duration.ofSeconds(1);
        assertTrue(clock(second, LONG, LONG, LONG).patience().compareTo(second) <= 0);
        assertTrue(clock(LONG, second, LONG, LONG).patience().compareTo(second) <= 0);
        assertTrue(clock(LONG, LONG, LONG, second).patience().compareTo(second) <= 0);
    }

    @Test
    void patienceIsNeverNothing() {
        assertEquals(NOTHING, clock(NOTHING, NOTHING, LONG, NOTHING).patience());
    }

    @Test
    void silenceIsBorneUntilALimit() {
        assertDoesNotThrow(clock(LONG, LONG, LONG, LONG)::silence);
        for (StreamClock over : new StreamClock[] {
            clock(NOTHING, LONG, LONG, LONG), clock(LONG, NOTHING, LONG, LONG), clock(LONG, LONG, LONG, Duration.ZERO)
        }) {
            GatewayException timeout = assertThrows(GatewayException.class, over::silence);
            assertEquals(ErrorKind.UPSTREAM_TIMEOUT, timeout.error().kind());
        }
    }
}
