package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Breaker breaker = new Breaker();

    @Test
    void opensAfterFailuresInARowAndSaysSoOnce() {
        assertFalse(breaker.failed());
        assertFalse(breaker.failed());
        assertFalse(breaker.succeeded());
        assertFalse(breaker.failed());
        assertFalse(breaker.failed());
        assertTrue(breaker.isClosed());
        assertTrue(breaker.failed());
        assertFalse(breaker.isClosed());
        assertFalse(breaker.failed());
        assertTrue(breaker.succeeded());
        assertTrue(breaker.isClosed());
    }
}
