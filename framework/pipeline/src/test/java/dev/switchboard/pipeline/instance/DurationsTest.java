package dev.switchboard.pipeline.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @Test
    void nothingTookNoTime() {
        assertEquals(0, new Durations().percentile(0.5));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 7, 8, 9, 15, 16, 1_000, 1_023, 1_024, 123_456_789, 3_600_000_000_000L})
    void aPercentileIsNeverTooSmallAndTooLargeByAQuarterAtMost(long nanos) {
        Durations durations = new Durations();
        durations.add(nanos);
        long percentile = durations.percentile(0.99);
        assertTrue(percentile >= nanos, percentile + " for " + nanos);
        assertTrue(percentile <= nanos * 1.25 + 1, percentile + " for " + nanos);
    }

    @Test
    void ofAHundredOnlyTheLongestLiesBeyondTheP99() {
        Durations durations = new Durations();
        for (int i = 0; i < 99; i++) {
            durations.add(1_000);
        }
        durations.add(1_000_000_000);
        assertTrue(durations.percentile(0.99) < 2_000);
        assertTrue(durations.percentile(1) >= 1_000_000_000);
    }

    @Test
    void whatIsBeyondAllStepsCountsInTheLast() {
        Durations durations = new Durations();
        durations.add(Long.MAX_VALUE);
        durations.add(0);
        assertTrue(durations.percentile(1) > 3_600_000_000_000L);
    }
}
