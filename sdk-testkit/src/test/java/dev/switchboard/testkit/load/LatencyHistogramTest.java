package dev.switchboard.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 33, 1_000, 123_456_789, Long.MAX_VALUE})
    void boundsAValueWithinSevenPercent(long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(nanos);
        double bound = histogram.percentile(100).toNanos();
        assertTrue(bound >= nanos && bound <= nanos * 1.07 + 1, nanos + " is bounded by " + bound);
    }

    @Test
    void ranksDurations() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int value = 1; value <= 10; value++) {
            histogram.record(value);
        }
        assertEquals(Duration.ofNanos(5), histogram.percentile(50));
        assertEquals(Duration.ofNanos(10), histogram.percentile(99));
        assertEquals(Duration.ZERO, new LatencyHistogram().percentile(50));
    }
}
