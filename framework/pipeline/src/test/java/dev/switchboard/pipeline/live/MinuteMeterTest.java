package dev.switchboard.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MinuteMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final MinuteMeter meter = new MinuteMeter(-5);

    @Test
    void countsWhatHappenedWithinAMinute() {
        meter.add(60, 10 * SECOND);
        assertEquals(60, meter.count(59 * SECOND));
        assertEquals(30, meter.count(90 * SECOND - 5), 1);
        assertEquals(0, meter.count(120 * SECOND));
        assertEquals(0, meter.count(10_000 * SECOND));
    }

    @Test
    void refusesWhatWouldExceedALimit() {
        assertTrue(meter.tryAdd(3, 5, 0));
        assertFalse(meter.tryAdd(3, 5, 0));
        assertTrue(meter.tryAdd(2, 5, 0));
        assertFalse(meter.tryAdd(1, 5, 59 * SECOND));
        assertTrue(meter.tryAdd(2, 5, 90 * SECOND));
        assertFalse(meter.tryAdd(2, 5, 90 * SECOND));
    }

    @Test
    void takesBackWhatIsThere() {
        meter.add(5, 0);
        meter.add(-2, SECOND);
        assertEquals(3, meter.count(SECOND));
        meter.add(-9, SECOND);
        assertEquals(0, meter.count(SECOND));
    }

    @Test
    void saysWhenThereWillBeRoom() {
        meter.add(10, 0);
        assertEquals(0, meter.waitFor(1, 11, 0));
        assertEquals(60.0 * SECOND, meter.waitFor(1, 10, 0), SECOND);
        long later = meter.waitFor(5, 10, 60 * SECOND);
        assertTrue(meter.tryAdd(5, 10, 60 * SECOND + later + SECOND), "no room after " + later);
        assertEquals(30.0 * SECOND, later, SECOND);
    }

    @Test
    void aLimitHoldsForManyThreads() {
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> taken.addAndGet(meter.tryAdd(1, 300, 0) ? 1 : 0));
            }
        }
        assertEquals(300, taken.get());
        assertEquals(300, meter.count(0));
    }
}
