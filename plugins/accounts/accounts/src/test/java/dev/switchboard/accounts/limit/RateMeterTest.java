package dev.switchboard.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:59.500Z");
    private static final int LIMIT = 10;

    @Test
    void noSixtySecondsLetMoreInThanTheLimit() {
        RateMeter meter = new RateMeter();
        List<Instant> admitted = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Instant now = START.plusMillis(i * 317L);
            if (meter.taken(now) < LIMIT) {
                meter.add(1, now, now);
                admitted.add(now);
            }
        }
        for (Instant from : admitted) {
            long within = admitted.stream()
                    .filter(each -> !each.isBefore(from) && each.isBefore(from.plusSeconds(60)))
                    .count();
            assertTrue(within <= LIMIT, within + " from " + from + " on");
        }
        assertTrue(admitted.size() >= 50, admitted.size() + " in five minutes of ten each");
    }

    @Test
    void correctionCountsWhereItWasTaken() {
        RateMeter meter = new RateMeter();
        meter.add(100, START, START);
        meter.add(-70, START, START.plusSeconds(5));
        assertEquals(30, meter.taken(START.plusSeconds(59)));
        assertEquals(2, meter.untilFree(1, START.plusSeconds(59)).toSeconds());
        assertEquals(0, meter.taken(START.plusSeconds(61)));
        meter.add(5, START, START.plusSeconds(62));
        assertEquals(0, meter.taken(START.plusSeconds(62)), "what is past does not count any more");
    }
}
