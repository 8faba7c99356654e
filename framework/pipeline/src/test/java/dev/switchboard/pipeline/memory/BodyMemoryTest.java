package dev.switchboard.pipeline.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private final BodyMemory memory = new BodyMemory();

    @Test
    void allSharesTogetherStayWithinTheLimit() {
        BodyMemory.Share one = memory.share(100);
        BodyMemory.Share other = memory.share(100);
        assertTrue(one.tryReserve(60));
        assertFalse(other.tryReserve(41));
        assertTrue(other.tryReserve(40));
        one.release(10);
        assertTrue(other.tryReserve(10));
        assertEquals(100, memory.used());
    }

    @Test
    void aShareThatClosesGivesEverythingBackOnceAndTakesNoMore() {
        BodyMemory.Share share = memory.share(100);
        BodyMemory.Share other = memory.share(100);
        other.reserve(1);
        share.reserve(50);
        share.add(70);
        share.close();
        share.close();
        share.release(50);
        share.add(5);
        assertFalse(share.tryReserve(1));
        assertEquals(1, memory.used());
    }

    @Test
    void whatIsThereAlreadyCountsEvenIfItDoesNotFit() {
        BodyMemory.Share share = memory.share(100);
        share.add(120);
        assertEquals(120, memory.used());
        assertFalse(share.tryReserve(1));
    }

    @Test
    void aShortageIsToldToTheCallerAsSomethingThatPasses() {
        BodyMemory.Share share = memory.share(100);
        share.reserve(60);
        assertShortage(assertThrows(GatewayException.class, () -> share.reserve(41)));
        assertShortage(assertThrows(GatewayException.class, () -> share.requireRoom(41)));
        share.requireRoom(40);
        assertEquals(60, memory.used());
    }

    @Test
    void whatCanNeverFitIsToldApartFromAShortage() {
        BodyMemory.Share share = memory.share(100);
        BodyMemory.Share other = memory.share(100);
        share.reserve(20);
        other.reserve(30);
        share.requireFit(50);
        assertEquals(100, memory.used());
        share.release(50);
        assertShortage(assertThrows(GatewayException.class, () -> share.requireFit(80)));
        GatewayException never = assertThrows(GatewayException.class, () -> share.requireFit(81));
        assertEquals(ErrorKind.TOO_LARGE, never.error().kind());
        assertTrue(never.getMessage().contains("takes 101 bytes (expected: at most 100)"), never.getMessage());
        assertEquals(50, memory.used());
    }

    private static void assertShortage(GatewayException failure) {
        GatewayError error = failure.error();
        assertEquals(ErrorKind.OVERLOADED, error.kind());
        assertEquals(Duration.ofSeconds(1), error.retryAfter().orElseThrow());
        assertTrue(BodyMemory.isShortage(error));
    }
}
